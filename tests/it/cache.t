#!/usr/bin/perl
# mod_cache behind us stores the changed page once, answers from it, and can
# revalidate it with the origin; page and reader view are kept apart.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

plan skip_all => 'no mod_cache_disk' if !has_module('cache_disk');
my $page = article();
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    my $age = $request =~ m{^\S+ /stale} ? 0 : 600;
    my @headers = ("Cache-Control: max-age=$age, must-revalidate",
        'ETag: "v7"', 'X-Asked: ' . join ',', $request =~ /(if-none\S*)/i);
    if ($request =~ /^If-None-Match:.*"v7"/mi) {
        print {$sock} join "\r\n", 'HTTP/1.1 304 Not Modified', @headers,
            'Connection: close', '', '';
        return;
    }
    News::Backend::ok($sock, $page, @headers);
});

foreach my $quick (qw(On Off)) {
    my $s = News::Server->new(
        modules => [qw(proxy proxy_http cache cache_disk headers)],
        conf => <<"CONF");
NewsFilter On
NewsFilterReader On
CacheEnable disk /
CacheRoot ROOT/cache
CacheQuickHandler $quick
CacheHeader On
ProxyPass / @{[$backend->url]}
CONF
    my $first = $s->get('/news');
    spliced_ok($first->{body}, $page, "quick $quick: miss, enriched");
    my $second = $s->get('/news');
    like($second->{h}{'x-cache'} // '', qr/HIT/, "quick $quick: hit");
    same_ok($second->{body}, $first->{body}, 'the same page, one block');
    is($second->{h}{etag}, $first->{h}{etag}, 'and tag');
    is($s->get('/news', 'If-None-Match' => $first->{h}{etag})->{status}, 304,
        "quick $quick: 304 from the cache");

    my $view = $s->get('/news?newsfilter=reader');
    like($view->{h}{'x-robots-tag'} // '', qr/noindex/,
        "quick $quick: the view is not the cached page");
    same_ok($s->get('/news')->{body}, $first->{body}, 'nor the page the view');
    like($s->get('/news?newsfilter=reader')->{h}{'x-cache'} // '', qr/HIT/,
        'the view is cached too');

    my $old = $s->get('/stale');
    my $new = $s->get('/stale');
    spliced_ok($new->{body}, $page, "quick $quick: stale, one block");
    is($new->{h}{etag}, $old->{h}{etag}, 'with its tag');
    if ($quick eq 'On') {
        like($new->{h}{'x-cache'} // '', qr/REVALIDATE/, 'revalidated');
    }
    unlike($s->log, qr/contradiction/, 'no contradiction for the cache');
    $s->done;
}
done_testing();
