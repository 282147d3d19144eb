#!/usr/bin/perl
# mod_php, mod_proxy_html and we in one process share libxml2: pages made by
# PHP with its DOM, rewritten by proxy-html and enriched by us, again and
# again, with PHP's error handler set; and what PHP flushes.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

plan skip_all => 'PHP loads extensions in a way that the sanitizer forbids'
    if ($ENV{NF_VARIANT} // '') eq 'asan'; # dlopen() with RTLD_DEEPBIND
my ($php) = glob "$News::Server::libexec/libphp*.so";
ok($php, 'libapache2-mod-php') or done_testing, exit;
my $page = article(n => 30);
my ($start, $rest) = (substr($page, 0, 3000), substr($page, 3000));
my $broken = article(head => '<link rel="x" href="/a?b&c=1"><nav></p><b>');

# PHP's own parser, with its handler, on markup that has errors.
my $parse = <<'PHP';
<?php
header('ETag: "php"');
$errors = 0;
set_error_handler(function () use (&$errors) { $errors++; return true; });
$page = file_get_contents(__DIR__ . '/page.txt');
$dom = new DOMDocument();
$dom->loadHTML($page . '<p></q><tag>&nope;');
$titles = $dom->getElementsByTagName('h1')->length;
header("X-Seen: $titles " . ($errors > 0 ? 'errors' : 'none'));
echo $page;
PHP
my $slow = "<?php header('Content-Type: text/html');\n"
    . 'echo substr($p = file_get_contents(__DIR__ . "/page.txt"), 0, 3000);'
    . "\nflush();\n"
    . 'for ($i = 0; $i < 2000 && !file_exists("ROOT/run/go"); $i++) {'
    . " clearstatcache(); usleep(10000); }\necho substr(\$p, 3000);\n";
my $s = News::Server->new(mpm => 'prefork',
    modules => [qw(env proxy_html xml2enc filter)],
    files => {'dom.php' => $parse, 'page.txt' => $page,
        'in.html' => $broken, 'map/dom.php' => $parse,
        'map/page.txt' => $broken},
    conf => <<"CONF");
LoadModule php_module $php
php_value output_buffering 0
NewsFilter On
NewsFilterMaxDelay 30s
<FilesMatch "\\.php\$">
    SetHandler application/x-httpd-php
</FilesMatch>
<Location /map>
    ProxyHTMLEnable On
    SetEnv PROXY_HTML_FORCE 1
    ProxyHTMLLinks link href
    ProxyHTMLURLMap /a /z
</Location>
CONF
$s->put('slow.php', $slow =~ s/ROOT/$s->{root}/r);

my $again = $s->get('/dom.php');
foreach my $round (1 .. 6) {
    my $a = $s->get('/dom.php');
    spliced_ok($a->{body}, $page, "PHP, round $round: enriched");
    is($a->{h}{'x-seen'}, '1 errors', 'PHP has parsed, and caught errors');
    my $html = $s->get('/map/dom.php');
    like(jsonld_of($html->{body}), qr/Council keeps the lighthouse ferry/,
        'PHP, proxy-html and we');
    like($html->{body}, qr{href="/z\?b}, 'and proxy-html did its work');
    spliced_ok($s->get('/in.html')->{body}, $broken, 'a file between them');
}
my $tag = $s->get('/dom.php')->{h}{etag};
like($tag, qr/^"php-nf/, 'the tag has our mark');
is($s->head('/dom.php')->{status}, 200, 'HEAD');

# Nobody can see PHP go on, so what it flushes goes out.
my $c = $s->client->write_request('GET', '/slow.php');
ok($c->until(qr/\r\n\r\n[0-9a-f]+\r\n<!DOC.{2900}/s),
    'what PHP flushes is not held');
$s->write("$s->{root}/run/go", '');
spliced_ok($c->answer->{body}, $page, 'and the page is enriched at its end');
$s->done;
done_testing();
