#!/usr/bin/perl
# One table of conditional requests: each way a page can come and leave by,
# against what a client may ask about it. The tag is of the changed page
# everywhere; with it: 304, parts and preconditions; HEAD says what GET says.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Compress::Zlib ();
use File::Temp qw(tempdir);
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article();
# A backend that keeps to RFC 9110: its tag is "v7".
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my %say;
    $say{lc $1} = $2 while $request =~ /^([^:\r\n]+): *([^\r\n]*)/mg;
    my @headers = ('ETag: "v7"', 'Cache-Control: max-age=600',
        'Accept-Ranges: bytes', 'Content-Type: text/html; charset=utf-8',
        'Connection: close');
    my ($status, $body) = ('200 OK', $page);

    if (exists $say{'if-match'} && $say{'if-match'} !~ /"v7"/) {
        ($status, $body) = ('412 Precondition Failed', '');
    }
    elsif (($say{'if-none-match'} // '') =~ /"v7"/) {
        ($status, $body) = ('304 Not Modified');
    }
    elsif (($say{range} // '') eq 'bytes=0-99'
        && ($say{'if-range'} // '"v7"') eq '"v7"') {
        ($status, $body) = ('206 Partial Content', substr $page, 0, 100);
        push @headers, 'Content-Range: bytes 0-99/' . length $page;
    }
    push @headers, 'Content-Length: ' . length $body if defined $body;
    $body = '' if !defined $body || $request =~ /^HEAD/;
    print {$sock} join "\r\n", "HTTP/1.1 $status", @headers, '', $body;
});
my $url = $backend->url;

# name => [modules, configuration, what the client's requests say]
my %gzip = ('Accept-Encoding' => 'gzip');
my $proxy = "ProxyPass / $url disablereuse=on\n";
my $store = "CacheEnable disk /\nCacheRoot ROOT/cache\n";
my %ways = (
    'file' => [[], ''],
    'file, found out before' => [['socache_shmcb'],
        "NewsFilterCache shmcb\n"],
    'file, no sendfile' => [[], "EnableSendfile Off\nEnableMMAP Off\n"],
    'file, compressed' => [['deflate', 'filter'],
        "SetOutputFilter DEFLATE\n", %gzip],
    'file, compressed by type' => [['deflate', 'filter'],
        "AddOutputFilterByType DEFLATE text/html\n", %gzip],
    'rewritten' => [['rewrite'],
        "RewriteEngine On\nRewriteRule ^/way\$ /news.html\n"],
    'file, stored in front of handlers' => [['cache', 'cache_disk', 'expires'],
        "$store\nExpiresActive On\nExpiresDefault A600\n"],
    'file, stored as a filter' => [['cache', 'cache_disk', 'expires'],
        "CacheQuickHandler Off\n$store\nExpiresActive On\n"
        . "ExpiresDefault A600\n"],
    'backend' => [['proxy', 'proxy_http'], $proxy],
    'backend, found out before' => [['proxy', 'proxy_http', 'socache_shmcb'],
        "${proxy}NewsFilterCache shmcb\n"],
    'backend, compressed' => [['proxy', 'proxy_http', 'deflate', 'filter'],
        "${proxy}SetOutputFilter DEFLATE\n", %gzip],
    'backend, stored in front of handlers' => [['proxy', 'proxy_http',
        'cache', 'cache_disk'], "$proxy$store"],
    'backend, stored as a filter' => [['proxy', 'proxy_http', 'cache',
        'cache_disk'], "CacheQuickHandler Off\n$proxy$store"],
    'backend, stored, compressed' => [['proxy', 'proxy_http', 'cache',
        'cache_disk', 'deflate', 'filter'],
        "CacheQuickHandler Off\n$proxy${store}SetOutputFilter DEFLATE\n",
        %gzip],
);

sub plain_body
{
    my ($answer) = @_;
    return ($answer->{h}{'content-encoding'} // '') eq 'gzip'
        ? Compress::Zlib::memGunzip($answer->{body}) : $answer->{body};
}

# HEAD has the headers of GET, but for those that are known too late: a
# length, and behind a backend whose page was not looked at before, the tag.
sub same_headers_ok
{
    my ($head, $get, $name) = @_;
    my %of_head = %{$head->{h}};
    my %of_get = %{$get->{h}};

    delete @{$_}{qw(date age connection transfer-encoding)}
        foreach \%of_head, \%of_get;
    delete $of_get{'content-length'} if !exists $of_head{'content-length'};
    delete $of_get{etag} if $name =~ /^backend(?!, found)/
        && !exists $of_head{etag};
    is_deeply(\%of_head, \%of_get, $name);
}

sub ask_all
{
    my ($s, $path, $name, %say) = @_;
    my $get = $s->get($path, %say);
    my $tag = $get->{h}{etag} // '';

    spliced_ok(plain_body($get), $page, "$name: the page");
    like($tag, qr/-nf[0-9a-f]{8}/, 'a tag of ours');
    (my $stale = $tag) =~ s/-nf[0-9a-f]{8}/-nf00000000/;
    foreach my $time (1, 2) {
        my $not = $s->get($path, %say, 'If-None-Match' => $tag);
        is($not->{status}, 304, "304, time $time");
        is(length $not->{wire}, 0, 'without a body');
        like($not->{h}{etag} // '', qr/-nf[0-9a-f]{8}/, 'with our tag');
    }
    is($s->head($path, %say, 'If-None-Match' => $tag)->{status}, 304,
        '304 to HEAD');
    is($s->get($path, %say, 'If-None-Match' => "\"v\", W/$tag")->{status}, 304,
        'a list with the tag weakened');
    my $full = $s->get($path, %say, 'If-None-Match' => $stale);
    is($full->{status}, 200, 'a tag of another configuration: the page');
    spliced_ok(plain_body($full), $page, 'changed once');
    # mod_deflate leaves a backend's HEAD alone: it has no body
    same_headers_ok($s->head($path, %say), $s->get($path, %say),
        "$name: HEAD as GET") if $name ne 'backend, compressed';
    return ($get, $tag, $stale);
}

sub ask_parts
{
    my ($s, $path, $get, $tag, $stale) = @_;
    my %range = (Range => 'bytes=0-99');
    my $part = $s->get($path, %range, 'If-Range' => $tag);
    my $whole = $s->get($path, %range, 'If-Range' => $stale);

    # a page that may not be cut may be sent whole (RFC 9110, 14.2)
    if ($part->{status} == 206) {
        same_ok($part->{body}, substr($get->{body}, 0, 100),
            'a part is one of the changed page');
        like($part->{h}{etag} // '', qr/-nf/, 'and has its tag');
    }
    else {
        is($part->{status}, 200, 'If-Range with the tag: all');
        spliced_ok($part->{body}, $page, 'of it');
    }
    is($whole->{status}, 200, 'If-Range with another tag: all');
    spliced_ok($whole->{body}, $page, 'of it');
}

foreach my $name (sort keys %ways) {
    my ($modules, $conf, %say) = @{$ways{$name}};
    my ($lacks) = grep { !has_module($_) } @$modules;

    SKIP: {
        skip "$name: no mod_$lacks", 1 if $lacks;
        my $s = News::Server->new(modules => $modules,
            files => {'news.html' => $page},
            conf => "NewsFilter On\n$conf");
        my $path = $name eq 'rewritten' ? '/way' : '/news.html';
        my ($get, $tag, $stale) = ask_all($s, $path, $name, %say);

        ask_parts($s, $path, $get, $tag, $stale) if !%say;
        $s->done;
    }
}
done_testing();
