#!/usr/bin/perl
# mod_cache, as the quick and as the normal handler, with pages that have to be
# asked for each time: a stored page is refreshed as long as it is the
# backend's, pressed or not, and never enriched twice; then it gives way.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Compress::Zlib ();
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my %pages = map { ($_ => article(n => 10 + $_,
    headline => "Ferry number $_ leaves the harbour")) } 1, 2;

# Version 1; to who has it already, what the path says.
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($how) = $request =~ m{^\S+ /(?:zip)?([a-z]+)};
    my $asks = $request =~ /^If-None-Match:.*"v1"/mi;
    my @headers = ('Cache-Control: max-age=0, must-revalidate',
        'ETag: "v1"', 'Last-Modified: Tue, 12 Nov 2024 08:30:00 GMT');
    return News::Backend::ok($sock, $pages{1}, @headers) if !$asks;
    return News::Backend::ok($sock, $pages{2}, $headers[0], 'ETag: "v2"')
        if $how eq 'changed';
    print {$sock} join "\r\n", 'HTTP/1.1 304 Not Modified', $headers[0],
        $how eq 'odd' ? 'ETag: "v3"' : 'ETag: "v1"', 'Connection: close',
        '', '';
});
ok(has_module($_), "mod_$_") foreach qw(cache_disk deflate);
foreach my $quick (qw(On Off)) {
    my $s = News::Server->new(modules => [qw(proxy proxy_http cache cache_disk
        alias deflate filter)], conf => <<"CONF");
NewsFilter On
CacheEnable disk /
CacheRoot ROOT/cache
CacheQuickHandler $quick
CacheHeader On
<LocationMatch ^/zip>
    SetOutputFilter DEFLATE
</LocationMatch>
ProxyPass / @{[$backend->url]} disablereuse=on
CONF
    foreach my $path (qw(/same /zipsame)) {
        my $how = "quick $quick, $path";
        my %wants = $path =~ /zip/ ? ('Accept-Encoding' => 'gzip') : ();
        my $first = $s->get($path, %wants);
        my $body = $first->{body};
        $body = Compress::Zlib::memGunzip($body) if %wants;
        spliced_ok($body, $pages{1}, "$how: stored");
        foreach (1 .. 3) {
            my $again = $s->get($path, %wants);
            like($again->{h}{'x-cache'}, qr/^REVALIDATE/, "$how: refreshed");
            same_ok($again->{body}, $first->{body}, "$how: the same bytes");
            is($again->{h}{etag}, $first->{h}{etag}, "$how: and tag");
        }
        my $tag = $first->{h}{etag};
        my $not = $s->get($path, %wants, 'If-None-Match' => $tag);
        is($not->{status}, 304, "$how: 304 for the client");
        is($not->{h}{etag}, $tag, "$how: with its tag");
        is($s->head($path, %wants)->{h}{etag}, $tag, "$how: HEAD");
    }
    my $how = "quick $quick";
    spliced_ok($s->get('/changed')->{body}, $pages{1}, "$how: version 1");
    my $new = $s->get('/changed');
    spliced_ok($new->{body}, $pages{2}, "$how: version 2, one block");
    like($new->{h}{etag}, qr/^"v2-nf/, "$how: its tag");
    unlike($s->log, qr/contradiction/, "$how: nothing contradictory");

    # a backend that contradicts itself: the stored page goes
    foreach (1 .. 3) {
        my $odd = $s->get('/odd');
        like($odd->{h}{'x-cache'}, qr/^MISS/, "$how: evicted, asked again");
        spliced_ok($odd->{body}, $pages{1}, "$how: one block");
    }
    $s->done;
}
done_testing();
