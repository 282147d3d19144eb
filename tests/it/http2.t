#!/usr/bin/perl
# HTTP/2: parallel streams of one connection, each with its own filter.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Temp qw(tempdir);
use News::Pages;
use News::Server qw(has_module);
use Test::More;

plan skip_all => 'no mod_http2' if !has_module('http2');
plan skip_all => 'no curl with HTTP/2'
    if (qx(curl --version 2>/dev/null) // '') !~ /\bHTTP2\b/;
my %pages = map { ("p$_.html" => article(n => 4 + $_)) } 1 .. 8;
$pages{'form.html'} = plain();
my $dir = tempdir(CLEANUP => 1);
chmod 0755, $dir;
plan skip_all => 'no mod_ssl or openssl' if !has_module('ssl')
    || system("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "
        . "/CN=news.example -keyout $dir/key -out $dir/cert 2>/dev/null");
my $s = News::Server->new(modules => [qw(http2 socache_shmcb ssl)],
    files => \%pages, conf => <<"CONF");
Protocols h2 http/1.1
NewsFilter On
NewsFilterReader On
SSLEngine On
SSLCertificateFile $dir/cert
SSLCertificateKeyFile $dir/key
CONF
my @names = sort keys %pages;
my @args = map { ('-o', "$dir/$_", "https://127.0.0.1:$s->{port}/$_") }
    @names;
is(system('curl', '-sk', '--http2', '--parallel',
    '--max-time', 60, '--stderr', '/dev/null', @args), 0, 'parallel streams');
foreach my $name (@names) {
    my $got = News::Server::slurp("$dir/$name");
    $name =~ /form/ ? same_ok($got, $pages{$name}, "$name: as it was")
        : spliced_ok($got, $pages{$name}, "$name: enriched");
}

sub fetch
{
    my ($path, @more) = @_;
    my $args = join ' ', map { "'$_'" } @more;
    return qx(curl -sk --http2 -D - -o $dir/x --max-time 60 $args \\
        'https://127.0.0.1:$s->{port}$path');
}
like(fetch('/p1.html?newsfilter=reader'),
    qr/^HTTP\/2 200.*x-robots-tag: noindex/ms, 'the reader view');
my $head = fetch('/p1.html');
my $length = -s "$dir/x";
like($head, qr/content-length: $length\b/, 'exact length');

# the tag is the changed page's, on this way too
my $whole = News::Server::slurp("$dir/x");
my ($tag) = $head =~ /^etag: ([^\r\n]+)/m;
like(fetch('/p1.html', '-H', "If-None-Match: $tag"),
    qr/^HTTP\/2 304.*^etag: \Q$tag\E\r$/ms, '304 for its tag');
like(fetch('/p1.html', '-H', 'If-None-Match: "old"'),
    qr/^HTTP\/2 200/, '200 for another');
is(fetch('/p1.html', '-I') =~ s/^date:.*\n//mr, $head =~ s/^date:.*\n//mr,
    'HEAD says the same');
my @part = ('-H', 'Range: bytes=-120', '-H');
like(fetch('/p1.html', @part, "If-Range: $tag"), qr/^HTTP\/2 206/,
    'a part of the changed page');
is(News::Server::slurp("$dir/x"), substr($whole, -120), 'its last bytes');
like(fetch('/p1.html', @part, 'If-Range: "old"'), qr/^HTTP\/2 200/,
    'all of it to one with another');
$s->done;
done_testing();
