#!/usr/bin/perl
# NewsFilterCache on redis and memcached, the real ones: several servers know
# what one has found out; a cache that is gone, and what strangers put into
# it, change no page.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use News::Store;
use Test::More;

my $page = article(n => 20);
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    News::Backend::ok($sock, $request =~ /form/ ? plain() : $page);
});

sub server
{
    my ($store, $kind) = @_;
    return News::Server->new(
        modules => ["socache_$kind", qw(status proxy proxy_http)],
        conf => <<"CONF");
NewsFilterCache $kind:127.0.0.1:$store->{port}
NewsFilter On
NewsFilterReader On
<Location /status>
    SetHandler server-status
    NewsFilter Off
</Location>
ProxyPass /status !
ProxyPass / @{[$backend->url]}
CONF
}

sub count
{
    my ($s, $key) = @_;
    return ($s->get('/status?auto')->{body} =~ /^NewsFilter$key: (\d+)$/m)[0];
}

# The server's own modules log what they cannot reach as critical.
sub done
{
    my ($s) = @_;
    $s->stop;
    is(join("\n", grep { !/socache_\w+:crit\]/ && /exit signal|Sanitizer|
        runtime.error:|emerg\]|alert\]|crit\]/x } split /\n/, $s->log), '',
        'no crash in the log');
}

my $ran = 0;
foreach my $kind (qw(redis memcache)) {
    next if !News::Store::there($kind) || !has_module("socache_$kind");
    $ran++;
    my $store = News::Store->new($kind);
    my ($one, $two) = map { server($store, $kind) } 1, 2;
    my @paths = ('/news', '/form', '/news?newsfilter=reader');
    my %want = map { $_ => $one->get($_)->{body} } @paths;
    spliced_ok($want{'/news'}, $page, "$kind: enriched");
    is(count($one, 'CacheStores'), 3, "$kind: kept");
    same_ok($two->get($_)->{body}, $want{$_}, "$kind: $_ of the other")
        foreach @paths;
    is(count($two, 'CacheHits'), 3, "$kind: known from the other server");
    is(count($two, 'Detections'), 0, "$kind: without reading it again");

    my @keys = $store->keys;
    is(scalar @keys, 3, "$kind: three entries");
    foreach my $odd ('', "\0", 'x' x 40, "\1\1\0" . "\xFF" x 60, "\1\1\0",
        'y' x 200_000) {
        ok($store->put($_, $odd), 'a stranger writes') foreach @keys;
        same_ok($two->get($_)->{body}, $want{$_}, "$kind: $_ all the same")
            foreach @paths;
    }
    cmp_ok(count($two, 'CacheErrors'), '>', 0, "$kind: and counted");

    $store->stop;
    foreach my $s ($one, $two, $one, $two) {
        same_ok($s->get($_)->{body}, $want{$_}, "$kind: gone, $_ as before")
            foreach @paths;
    }
    done($_) foreach $one, $two;

    my $never = server($store, $kind);
    spliced_ok($never->get('/news')->{body}, $page, "$kind: never there");
    done($never);
}
plan skip_all => 'neither redis nor memcached' if !$ran;
done_testing();
