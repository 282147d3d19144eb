#!/usr/bin/perl
# The reader view and its relatives at addresses of their own: shown for
# articles where the owner allows it, the page itself everywhere else.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $page = article(head => "<script src=\"/app.js\"></script>\n");
my %page_headers = (
    'Content-Security-Policy' => "script-src 'self'",
    'Link' => '</app.js>; rel=preload', 'Set-Cookie' => 'a=b',
    'Strict-Transport-Security' => 'max-age=9', 'ETag' => '"v"',
    'Digest' => 'sha-256=x',
);
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($line) = $request =~ /^(.*?)\r/;
    my $body = $line =~ /echo/ ? plain(foot => "<pre>$line</pre>") : $page;
    my @headers = map { "$_: $page_headers{$_}" } sort keys %page_headers;
    News::Backend::ok($sock, $body, @headers);
});
my $s = News::Server->new(
    modules => [qw(alias headers include proxy proxy_http rewrite)],
    files => {'n.html' => $page, 'form.html' => plain(),
        'dir/index.html' => $page, 'off/n.html' => $page,
        'off/q.shtml' => '<p><!--#echo var="QUERY_STRING" --></p>',
        'q.shtml' => '<p>[<!--#echo var="QUERY_STRING" -->]</p>',
        'own/n.html' => $page, 'front/router.html' => $page},
    conf => <<"CONF");
NewsFilter On
NewsFilterReader On
ProxyPass /app/ @{[$backend->url]}
<Directory ROOT/htdocs/off>
    NewsFilterReader Off
</Directory>
Options +Includes
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
<Location /own>
    NewsFilterReaderParam view
</Location>
<Directory ROOT/htdocs/front>
    RewriteEngine On
    RewriteRule ^story\$ /front/router.html [QSA,L]
</Directory>
<Location /dir>
    Header set Content-Security-Policy "script-src 'self'" \\
        "expr=reqenv('newsfilter') !~ /^(reader|markdown|text)\$/"
</Location>
CONF

sub is_view
{
    my ($a, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok($a->{status} == 200 && ($a->{h}{'x-robots-tag'} // '') eq 'noindex'
        && $a->{body} ne $page && $a->{body} =~ /lighthouse ferry/
        && $a->{body} !~ /app\.js|<script/, $name)
        || diag($a->{head} . "\n" . substr $a->{body}, 0, 300);
}

my $a = $s->get('/n.html?newsfilter=reader');
is_view($a, 'a file');
is($a->{h}{'content-type'}, 'text/html; charset=utf-8', 'its type');
is($a->{h}{'content-length'}, length $a->{wire}, 'its exact length');
like($a->{h}{'content-security-policy'}, qr/default-src 'none'/, 'its policy');
is($a->{h}{'x-content-type-options'}, 'nosniff', 'no sniffing');
ok($a->{h}{'referrer-policy'}, 'referrer policy');
is($a->{h}{link}, '<http://news.example/n.html>; rel="canonical"',
    'canonical: the page');
my $tag = $a->{h}{etag};
isnt($tag, $s->get('/n.html')->{h}{etag}, 'a tag of its own');
my $not = $s->get('/n.html?newsfilter=reader', 'If-None-Match' => $tag);
is($not->{status}, 304, 'which gives 304');
is($not->{h}{etag}, $tag, 'with that tag');
is($s->get('/n.html', 'If-None-Match' => $tag)->{status}, 200,
    'but not for the page');
is($s->head('/n.html?newsfilter=reader')->{h}{'content-length'},
    length $a->{wire}, 'HEAD as GET');

$a = $s->get('/n.html?b=1&newsfilter=reader&c=2');
is_view($a, 'among other arguments');
is($a->{h}{link}, '<http://news.example/n.html?b=1&c=2>; rel="canonical"',
    'which stay in the canonical address');
my %type = (markdown => 'text/markdown', text => 'text/plain');
foreach my $view (sort keys %type) {
    $a = $s->get("/n.html?newsfilter=$view");
    is($a->{h}{'content-type'}, "$type{$view}; charset=utf-8", $view);
    like($a->{body}, qr/Council keeps the lighthouse ferry/, "$view: headline");
    unlike($a->{body}, qr/<\w/, "$view: no markup");
}

$a = $s->get('/dir/?newsfilter=reader');
is_view($a, 'DirectoryIndex');
like($a->{h}{'content-security-policy'}, qr/default-src 'none'/,
    'a policy of mod_headers can leave the view out');
like($s->get('/dir/')->{h}{'content-security-policy'}, qr/script-src 'self'/,
    'and still cover the page');
like($s->get('/dir?a=1&newsfilter=reader')->{h}{location},
    qr{/dir/\?a=1&newsfilter=reader$}, 'a directory without its slash');
is_view($s->get('/front/story?newsfilter=reader'), 'a rewritten address');
is_view($s->get('/own/n.html?view=reader'), 'under another name');
$a = $s->get('/app/story?x=1&newsfilter=reader');
is_view($a, 'behind a proxy');
is($a->{h}{'content-security-policy'} =~ /script-src 'self'/ ? 1 : 0, 0,
    'the page\'s policy is gone');
is($a->{h}{'set-cookie'}, 'a=b', 'Set-Cookie stays');
is($a->{h}{'strict-transport-security'}, 'max-age=9', 'and so does HSTS');
is($a->{h}{digest}, undef, 'no digest of other bytes');
unlike($a->{h}{link}, qr/preload/, 'nothing to preload');
like($s->get('/app/echo?x=1&newsfilter=reader')->{body}, qr{/echo\?x=1 HTTP},
    'the backend never sees the argument');
like($s->get('/app/echo?newsfilter=reader')->{body}, qr{/echo HTTP},
    'nor a lonely question mark');
like($s->get('/app/echo?newsfilter=other')->{body},
    qr{/echo\?newsfilter=other}, 'other values are not ours');

$a = $s->get('/form.html?newsfilter=reader');
same_ok($a->{body}, plain(), 'no article: the page');
is($a->{h}{'x-robots-tag'}, undef, 'as it is');
$a = $s->get('/off/n.html?newsfilter=reader');
spliced_ok($a->{body}, $page, 'where it is off: the page, enriched');
like($s->get('/off/q.shtml?newsfilter=reader')->{body},
    qr{<p>newsfilter=reader</p>}, 'and scripts see the argument');
like($s->get('/q.shtml?newsfilter=reader')->{body}, qr{<p>\[(?:\(none\))?\]</p>},
    'which they do not where it is on');
spliced_ok($s->get('/own/n.html?newsfilter=reader')->{body}, $page,
    'the other name does not count');

$a = $s->get('/n.html?newsfilter=reader', Host => 'a"><b>.example');
ok($a->{status} == 400 || $a->{head} . $a->{body} !~ /"><b>/,
    'a hostile Host is not repeated');
$a = $s->get('/n.html?q=%22%3E%3Cb%3E"><b>&newsfilter=reader');
unlike($a->{head}, qr/<b>/, 'a hostile query is not repeated');
$s->done;
done_testing();
