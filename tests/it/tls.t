#!/usr/bin/perl
# TLS on both sides: clients over https, a backend over https, and a backend
# over https that falls silent.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Temp qw(tempdir);
use News::Pages;
use News::Server qw(has_module);
use Test::More;

ok(has_module('ssl'), 'mod_ssl');
my $page = article(n => 30);
my $start = substr $page, 0, 3000;
my $dir = tempdir(CLEANUP => 1);
chmod 0755, $dir;
is(system("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "
    . "/CN=news.example -keyout $dir/key -out $dir/cert 2>/dev/null"), 0,
    'a certificate');
my $tls = "SSLEngine On\nSSLCertificateFile $dir/cert\n"
    . "SSLCertificateKeyFile $dir/key\n";

# The start, then silence until the test has seen it.
my $script = "#!$^X\n\$| = 1;\n"
    . 'open my $fh, "<", "$ENV{DOCUMENT_ROOT}/n.html"; read $fh, my $page, '
    . "1e6;\nprint \"Content-Type: text/html\\r\\n\\r\\n\","
    . ' substr $page, 0, 3000;' . "\n"
    . 'for (1 .. 2000) { last if -e "$ENV{DOCUMENT_ROOT}/../run/go"; '
    . "select undef, undef, undef, 0.01 }\n"
    . "print substr \$page, 3000;\n";
my $backend = News::Server->new(module => 0,
    modules => [qw(ssl socache_shmcb cgid)],
    files => {'n.html' => $page, 'slow.cgi' => $script},
    conf => "${tls}AddHandler cgi-script .cgi\nScriptSock ROOT/run/cgisock\n"
    . "<Directory ROOT/htdocs>\nOptions +ExecCGI\n</Directory>\n");
my $s = News::Server->new(
    modules => [qw(ssl socache_shmcb proxy proxy_http)],
    files => {'file/n.html' => $page}, conf => <<"CONF");
$tls
NewsFilter On
NewsFilterReader On
NewsFilterMaxDelay 200ms
SSLProxyEngine On
SSLProxyVerify none
SSLProxyCheckPeerName Off
ProxyPass /file/ !
ProxyPass / https://127.0.0.1:$backend->{port}/
CONF

sub curl
{
    my ($path, @options) = @_;
    open my $fh, '-|', 'curl', '-skN', '--http1.1', '--max-time', 60, @options,
        "https://127.0.0.1:$s->{port}$path" or die "curl: $!\n";
    binmode $fh;
    return $fh;
}
sub body { local $/; return readline curl(@_) }

foreach my $path (qw(/file/n.html /n.html)) {
    spliced_ok(body($path), $page, "$path: enriched");
    my $head = body($path, '-I');
    my ($tag) = $head =~ /^etag: (.*?)\r$/mi;
    like($tag, qr/-nf[0-9a-f]{8}"$/, "$path: its tag") if $path =~ /file/;
    my ($got) = body($path, '-D', '-', '-o', '/dev/null')
        =~ /^etag: (.*?)\r$/mi;
    like(body($path, '-D', '-', '-H', "If-None-Match: $got"),
        qr{^HTTP/1\.1 304.*^etag: \Q$got\E\r$}msi, "$path: 304");
    like(body("$path?newsfilter=reader"), qr/Council keeps the lighthouse/,
        "$path: reader view");
}
like(jsonld_of(body('/file/n.html')), qr{"https://news\.example},
    'the address says https');

my $fh = curl('/slow.cgi');
my $got = '';
while (length $got < 3000) {
    sysread $fh, $got, 4096, length $got or last;
}
same_ok($got, $start, 'what came leaves while the backend is silent');
$backend->write("$backend->{root}/run/go", '');
while (sysread $fh, $got, 65536, length $got) { }
spliced_ok($got, $page, 'and the page is enriched at its end');
$_->done foreach $s, $backend;
done_testing();
