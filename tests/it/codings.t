#!/usr/bin/perl
# Backends that compress: asked for plain text they send it; what they press
# all the same is unpacked by INFLATE where httpd can (gzip), and else passes
# as it came, counted.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Compress::Zlib ();
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article(n => 30);
my $backend = News::Server->new(module => 0,
    modules => [qw(deflate brotli alias env)],
    files => {'n.html' => $page}, conf => <<'CONF');
Alias /br ROOT/htdocs
Alias /gzip ROOT/htdocs
Alias /stubborn ROOT/htdocs
<Location /br>
    SetOutputFilter BROTLI_COMPRESS
</Location>
<Location /gzip>
    SetOutputFilter DEFLATE
</Location>
<Location /stubborn>
    SetEnv force-gzip 1
    SetOutputFilter DEFLATE
</Location>
CONF
my $conf = <<"CONF";
NewsFilter On
ProxyPass /status !
<Location /status>
    SetHandler server-status
    NewsFilter Off
</Location>
ProxyPass / http://127.0.0.1:$backend->{port}/
CONF
my %o = (modules => [qw(proxy proxy_http deflate status)]);
my $s = News::Server->new(%o, conf => $conf);

sub counted
{
    my ($server) = @_;
    my ($n) = $server->get('/status?auto')->{body}
        =~ /^NewsFilterSkipContentEncoding: (\d+)$/m;
    return $n;
}

foreach my $coding (qw(gzip br)) {
    my %wants = ('Accept-Encoding' => $coding);
    my $before = counted($s);
    my $a = $s->get("/$coding/n.html", %wants);
    my $direct = $backend->get("/$coding/n.html", %wants);
    is($a->{h}{'content-encoding'}, $coding, "$coding: pressed by the backend");
    same_ok($a->{body}, $direct->{body}, "$coding: bytes as they came");
    is($a->{h}{$_}, $direct->{h}{$_}, "$coding: $_ as it came") foreach
        qw(etag vary content-length last-modified);
    is(counted($s), $before + 1, "$coding: counted");
    ok($s->await_log(qr{/$coding/n\.html .* note=skip:content-encoding$}m, 1),
        "$coding: noted");
}
$s->done;

my $inflate = News::Server->new(%o,
    conf => "${conf}SetOutputFilter INFLATE;DEFLATE\n");
my $a = $inflate->get('/gzip/n.html', 'Accept-Encoding' => 'gzip');
is($a->{h}{'content-encoding'}, 'gzip', 'INFLATE: pressed again for clients');
spliced_ok(Compress::Zlib::memGunzip($a->{body}), $page,
    'INFLATE: enriched between');
spliced_ok($inflate->get('/gzip/n.html', 'Accept-Encoding' => 'identity')
    ->{body}, $page, 'INFLATE: or sent plain');
my $before = counted($inflate);
is($inflate->get('/br/n.html', 'Accept-Encoding' => 'br')->{h}
    {'content-encoding'}, 'br', 'INFLATE leaves what it cannot unpack');
is(counted($inflate), $before + 1, 'and that is counted');
$inflate->done;

# INFLATE and DEFLATE put their own marks before and behind ours.
my $origin = News::Backend->new(sub {
    my ($sock, $request) = @_;
    return print {$sock} "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n"
        . "Connection: close\r\n\r\n"
        if $request =~ /^If-None-Match:.*"v1"/mi;
    News::Backend::ok($sock, Compress::Zlib::memGzip($page),
        'Content-Encoding: gzip', 'ETag: "v1"');
});
my $marks = News::Server->new(%o, conf => "NewsFilter On\n"
    . "SetOutputFilter INFLATE;DEFLATE\nProxyPass / @{[$origin->url]}\n");
foreach my $wants ('gzip', 'identity') {
    my %h = ('Accept-Encoding' => $wants);
    my $tag = $marks->get('/n', %h)->{h}{etag};
    like($tag, qr/-nf[0-9a-f]{8}/, "INFLATE, $wants: our mark");
    my $not = $marks->get('/n', %h, 'If-None-Match' => $tag);
    is($not->{status}, 304, "INFLATE, $wants: the backend sees its own tag");
    is($not->{h}{etag}, $tag, "INFLATE, $wants: the client sees the one shown");
}
$marks->done;

my $identity = News::Server->new(%o,
    conf => "${conf}NewsFilterBackendIdentity On\nSetOutputFilter DEFLATE\n");
foreach my $coding (qw(gzip br)) {
    $a = $identity->get("/$coding/n.html", 'Accept-Encoding' => "$coding, gzip");
    is($a->{h}{'content-encoding'}, 'gzip', "identity, $coding: pressed by us");
    spliced_ok(Compress::Zlib::memGunzip($a->{body}), $page,
        "identity, $coding: enriched");
}
$before = counted($identity);
is($identity->get('/stubborn/n.html', 'Accept-Encoding' => 'gzip')
    ->{h}{'content-encoding'}, 'gzip', 'a backend that does not listen');
is(counted($identity), $before + 1, 'is counted');
$identity->done;
$backend->done;
done_testing();
