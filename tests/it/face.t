#!/usr/bin/perl
# How the reader view looks: what readers choose in its form is kept in a
# cookie; what the site's owner adds stands where it belongs.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my $template = <<'HTML';
<!DOCTYPE html>
<html lang="{{language}}" dir="{{direction}}" class="{{class}}">
<head>{{head}}</head>
<body data-own="{{site}}">{{bar}}<main>{{article}}</main>{{footer}}</body></html>
HTML
my $s = News::Server->new(
    files => {'n.html' => $page, 'face/n.html' => $page,
        'plain/n.html' => $page, 'own/n.html' => $page,
        'always/n.html' => $page},
    write => {'top.html' => "<p>Top \x{c3}\x{a4}</p>\n",
        'foot.html' => "<p>Imprint</p>\n", 'own.html' => $template},
    conf => <<'CONF');
NewsFilter On
NewsFilterReader On
<VirtualHost 127.0.0.1:PORT>
    ServerName news.example
</VirtualHost>
<VirtualHost 127.0.0.1:PORT>
    ServerName prefix.example
    NewsFilterReaderPrefix /reader/
</VirtualHost>
<Location /face>
    NewsFilterReaderStylesheet https://cdn.example/reader.css
    NewsFilterReaderLogo /logo.svg
    NewsFilterReaderHeader top.html
    NewsFilterReaderFooter foot.html
    NewsFilterReaderRobots canonical
</Location>
<Location /plain>
    NewsFilterReaderControls Off
</Location>
<Location /own>
    NewsFilterReaderTemplate own.html
    NewsFilterReaderFooter foot.html
    NewsFilterSiteName "Post & <Co>"
</Location>
<Location /always>
    NewsFilterReader Always
</Location>
CONF

# The form as a browser sends it: to the path where it stands, its hidden
# fields, and the choices, which are radio buttons.
sub form
{
    my ($from, $html, %choice) = @_;
    my ($action) = $from =~ /^([^?]*)/;
    my ($id) = $html =~ m{<form method="get" id="([^"]*)"></form>} or return;
    my @fields;
    while ($html =~ /<input([^>]*)>/g) {
        my $input = $1;
        next if $input !~ / form="$id"/;
        my %a = $input =~ /(\w+)="([^"]*)"/g;
        if ($a{type} eq 'radio') {
            my ($what) = $a{name} =~ /-(\w+)$/;
            next if exists $choice{$what} ? $choice{$what} ne $a{value}
                : $input !~ /checked/;
        }
        push @fields, [$a{name}, $a{value}];
    }
    return $action . '?' . join '&', map { my ($n, $v) = @$_;
        s/&amp;/&/g, s/([^\w.-])/sprintf '%%%02X', ord $1/ge for $n, $v;
        "$n=$v" } @fields;
}

sub checked { return join ' ', map { /value="(\w+)"/ } $_[0] =~ /<input[^>]*checked>/g }

my $path = '/n.html?q=a%26b&newsfilter=reader';
my $a = $s->get($path);
is(checked($a->{body}), 'auto 2 2', 'at first nothing is chosen');
is($a->{h}{vary}, 'Cookie', 'the view depends on a cookie');
my $tag = $a->{h}{etag};
my $send = form($path, $a->{body}, theme => 'dark', size => 4);
$a = $s->get($send);
is($a->{status}, 303, 'a choice leads back');
is($a->{h}{location}, $path, 'to the view, with the page\'s own arguments');
like($a->{h}{'cache-control'}, qr/no-store/, 'not to be kept by a cache');
my ($cookie) = ($a->{h}{'set-cookie'} // '') =~ /^([^;]+)/;
is($cookie, 'newsfilter-style=dark.4.2', 'and sets a cookie');
$a = $s->get($path, Cookie => $cookie);
is(checked($a->{body}), 'dark 4 2', 'with it the choice is shown');
like($a->{body}, qr/<html[^>]*class="[^"]*nf-theme-dark/, 'and applied');
isnt($a->{h}{etag}, $tag, 'with a tag of its own');
is($s->get($path, Cookie => $cookie, 'If-None-Match' => $a->{h}{etag})
    ->{status}, 304, 'that leads to 304');
is($s->get($path, Cookie => $cookie, 'If-None-Match' => $tag)->{status}, 200,
    'where the other one does not');
$a = $s->get(form($path, $a->{body}, theme => 'auto', size => 2), Cookie => $cookie);
like($a->{h}{'set-cookie'}, qr/^newsfilter-style=;.*Max-Age=0/i,
    'back to the defaults: the cookie ends');
foreach my $bad ('dark', 'dark.9.2', 'x.1.1', 'dark.1', '', '.' x 500) {
    is(checked($s->get($path, Cookie => "newsfilter-style=$bad")->{body}),
        'auto 2 2', 'a cookie that is none of ours: ' . substr $bad, 0, 9);
}
$a = $s->get('/n.html?newsfilter=reader&newsfilter-theme=%22%3E%3Cb%3E');
is($a->{status}, 303, 'a choice that is none');
unlike($a->{head}, qr/<b>|%3Cb/i, 'is not repeated');
is($s->get('/n.html?newsfilter-theme=dark')->{status}, 200,
    'the page itself does not answer to the form');

my @prefix = (Host => 'prefix.example');
$a = $s->get('/reader/n.html', @prefix);
$send = form('/reader/n.html', $a->{body}, width => 3);
like($send, qr{^/reader/n\.html\?newsfilter-theme=}, 'prefix: its address');
is($s->get($send, @prefix)->{h}{location}, '/reader/n.html', 'and back');
$a = $s->get('/always/n.html?b=1');
is($s->get(form('/always/n.html', $a->{body}, width => 3))->{h}{location},
    '/always/n.html?b=1', 'always: back to the page\'s address');

$a = $s->get('/plain/n.html?newsfilter=reader');
is($a->{h}{vary}, undef, 'without controls nothing depends on a cookie');
is(checked($s->get('/plain/n.html?newsfilter=reader', Cookie => $cookie)
    ->{body}), 'auto 2 2', 'and none is read');

$a = $s->get('/face/n.html?newsfilter=reader');
like($a->{body}, qr{<link rel="stylesheet" href="https://cdn\.example/reader\.css">},
    'a style sheet');
like($a->{h}{'content-security-policy'}, qr{style-src [^;]*https://cdn\.example},
    'that the policy allows');
like($a->{body}, qr{<img src="/logo\.svg"}, 'a logo');
like($a->{body}, qr{<p>Top \x{c3}\x{a4}</p>.*<h1>.*<p>Imprint</p>}s,
    'HTML above and below the article');
is($a->{h}{'x-robots-tag'}, undef, 'may be indexed');
unlike($a->{body}, qr/noindex/, 'says so too');
like($a->{h}{link}, qr/rel="canonical"/, 'names its page');

$a = $s->get('/own/n.html?newsfilter=reader');
like($a->{body}, qr{^<!DOCTYPE html>\n<html lang="en" dir="ltr" class="[^"]+">\n<head><meta},
    'a template of the site\'s own');
like($a->{body}, qr{<body data-own="Post &amp; &lt;Co&gt;">.*<h1>.*</main><p>Imprint</p>\s*</body>}s,
    'is filled, and what is filled in is escaped');
$s->done;

my @wrong = (
    ['NewsFilterReaderTemplate bad.html', qr/Template: bad\.html: line 1/],
    ['NewsFilterReaderTemplate missing.html', qr/Template: 'missing\.html' cannot be read/],
    ['NewsFilterReaderHeader latin.html', qr/Header: 'latin\.html' is not HTML in UTF-8/],
    ['NewsFilterReaderLogo ftp://x/', qr/NewsFilterReaderLogo: 'ftp:/],
    ['NewsFilterReaderLogo //x/y.png', qr/NewsFilterReaderLogo: /],
    ['NewsFilterReaderStylesheet "https://a/b;c"', qr/NewsFilterReaderStylesheet: /],
    ['NewsFilterReaderRobots all', qr/NewsFilterReaderRobots: 'all'/],
);
foreach my $case (@wrong) {
    my ($line, $message) = @$case;
    my $bad = News::Server->new(conf => "$line\n", fails => 1,
        write => {'bad.html' => '<p class={{class}}>{{head}}{{article}}',
            'latin.html' => "<p>\xE4</p>"});
    like($bad->log, $message, "refused: $line");
}
done_testing();
