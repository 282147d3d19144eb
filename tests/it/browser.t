#!/usr/bin/perl
# The reader view in a real browser, by mouse and by keyboard: there and back,
# theme, size, width, print, a small window; and the page with its JSON-LD.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Browser;
use News::Pages;
use News::Server;
use Test::More;

plan skip_all => 'no chromium and chromedriver here' if !News::Browser::there();

my $wide = '<table><caption>Crossings</caption><tr><th>'
    . join('<th>', map { "Pier number $_" } 1 .. 12) . '<tr><td>'
    . join('<td>', 1 .. 12) . '</table>';
my $page = article(head => "<meta name=\"description\" content=\"Residents"
    . " collected four thousand signatures.\">\n", n => 12);
$page =~ s{(<p>)}{<figure><img src="/lighthouse.png" alt="The lighthouse"
    width="640" height="360"><figcaption>At dawn</figcaption></figure>$1};
$page =~ s{(</article>)}{$wide<pre>@{[ 'ferry ' x 60 ]}</pre>
    <p>The harbour master keeps the long list in a drawer.</p>$1};
open my $in, '<:raw', "$FindBin::Bin/../../fixtures/site/assets/lighthouse.png"
    or die;
my $picture = do { local $/; <$in> };
my $s = News::Server->new(
    files => {'n.html' => $page, 'lighthouse.png' => $picture},
    conf => "NewsFilter On\nNewsFilterReader On\nNewsFilterReaderLink On\n");
my $b = News::Browser->new(port => $s->{port});
my $article = 'http://news.example/n.html';
my $view = "$article?newsfilter=reader";

# A value of the style that an element has.
sub style
{
    my ($selector, $name) = @_;
    return $b->js('return getComputedStyle(document.querySelector(arguments[0]'
        . '))[arguments[1]]', $selector, $name);
}
sub text_px { my ($px) = style('article > p', 'fontSize') =~ /([\d.]+)/; $px }
sub brightness
{
    my (@rgb) = style('html', 'backgroundColor') =~ /(\d+)/g;
    return ($rgb[0] + $rgb[1] + $rgb[2]) / 3;
}
sub focus { return $b->js('const e = document.activeElement;'
    . ' return e.className || e.id || e.value || e.localName') }

# there
$b->open($article);
is($b->js('return JSON.parse(document.querySelector('
    . '"script[type=\'application/ld+json\']").text)["@type"]'), 'NewsArticle',
    'the page: a block that the browser sees');
is(join(' | ', $b->complaints), '', 'and nothing to complain of');
$b->open($view);
is($b->js('return document.querySelectorAll("h1").length + " "'
    . ' + document.querySelector("h1").innerText'),
    '1 Council keeps the lighthouse ferry', 'the view: its headline');
is($b->js('return document.scripts.length'), 0, 'no scripts');
is($b->js('return document.images.length'), 1, 'its picture');
cmp_ok($b->js('return document.images[0].naturalWidth'), '>', 0,
    'which is shown');

# keyboard: the skip link first, then the settings
$b->keys('Tab');
is(focus(), 'skip', 'first stop: the skip link');
isnt(style('.skip', 'clipPath'), 'inset(50%)', 'which is seen then');
$b->keys('Enter');
is(focus(), 'article', 'and leads to the article');
$b->open($view);
my @stops;
foreach (1 .. 12) {
    $b->keys('Tab');
    push @stops, focus();
    last if $stops[-1] eq 'summary';
    isnt($b->js('return getComputedStyle(document.activeElement)'
        . '.outlineStyle'), 'none', "stop $stops[-1]: its focus is seen");
}
is($stops[-1], 'summary', 'the settings can be reached');
is($b->js('return document.querySelector(".set").open'), JSON::PP::false,
    'they are folded');
$b->keys('Enter', 'Tab');
is($b->js('return document.querySelector(".set").open'), JSON::PP::true,
    'Enter unfolds them');
my $light = brightness();
cmp_ok($light, '>', 200, 'a light page');
$b->keys('Right', 'Right', 'Right');
is($b->js('return document.querySelector("input:checked").value'), 'dark',
    'arrows choose');
cmp_ok(brightness(), '<', 60, 'and the page is dark at once');
$b->click('label:has(.nf-theme-sepia)');
my $sepia = style('html', 'backgroundColor');
ok(brightness() > 200 && brightness() < $light, 'sepia, by mouse');

# text size and line width
my ($px, $width) = (text_px(), $b->js(
    'return document.querySelector("article > p").clientWidth'));
$b->click('label:has(.nf-size-5)');
cmp_ok(text_px(), '>', $px * 1.4, 'a larger size');
$b->click('label:has(.nf-size-2)');
$b->click('label:has(.nf-width-1)');
cmp_ok($b->js('return document.querySelector("article > p").clientWidth'),
    '<', $width * 0.9, 'shorter lines');
is(style('html', 'backgroundColor'), $sepia, 'the theme stays');

# saved, the choice is there in the next view
$b->click('.set button');
is(style('html', 'backgroundColor'), $sepia, 'saved: still sepia');
$b->open($article);
$b->click('.newsfilter-reader');
is($b->js('return location.href'), $view, 'the button leads to the view');
is(style('html', 'backgroundColor'), $sepia, 'which remembers the theme');
is($b->js('return [...document.querySelectorAll("input:checked")]'
    . '.map(i => i.value).join(" ")'), 'sepia 2 1', 'and marks what is chosen');
$b->click('summary');

# print: no controls, dark on light whatever was chosen, all the text
$b->click('label:has(.nf-theme-dark)');
$b->media('print');
is(style('.set', 'display'), 'none', 'printed: no settings');
is(style('article > p', 'color'), 'rgb(0, 0, 0)', 'printed: black');
is(style('html', 'backgroundColor'), 'rgb(255, 255, 255)', 'on white');
cmp_ok($b->js('const p = document.querySelector("pre");'
    . ' return p.scrollWidth - p.clientWidth'), '<=', 1, 'code is wrapped');
like($b->pdf, qr/^%PDF-/, 'a PDF');
$b->media('');

# and back
$b->click('.original');
is($b->js('return location.href'), $article, 'the original');
$b->back;
is($b->js('return location.href'), $view, 'back in the view');
is($b->js('return document.querySelector("h1").innerText'),
    'Council keeps the lighthouse ferry', 'which is there again');

# what the system asks for, where nothing was chosen
$b->click('summary');
$b->click('label:has(.nf-theme-auto)');
$b->click('.set button');
foreach my $scheme (qw(light dark)) {
    $b->media('', 'prefers-color-scheme' => $scheme);
    $b->open($view);
    ok($scheme eq 'dark' ? brightness() < 60 : brightness() > 200,
        "$scheme where the system is");
}
$b->media('', 'prefers-reduced-motion' => 'reduce');
is($b->js('return document.getAnimations().length'), 0, 'nothing moves');
foreach my $w (320, 390) {
    $b->size($w, 844);
    $b->open($view);
    cmp_ok($b->js('const e = document.documentElement;'
        . ' return e.scrollWidth - e.clientWidth'), '<=', 0,
        "no overflow at $w pixels");
}
is($b->js('const t = document.querySelector(".wide");'
    . ' return t.scrollWidth > t.clientWidth && t.tabIndex === 0'),
    JSON::PP::true, 'a wide table scrolls by itself, by keyboard too');
is(join(' | ', $b->complaints), '', 'no complaint in the console');
undef $b;
$s->done;
done_testing();
