#!/usr/bin/perl
# Bad input passes on as it would without us.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my $deep = '<div>' x 10_000;
(my $nul = $page) =~ s/ferry/fer\0ry/g;
my %same = (
    'empty.html' => '',
    'space.html' => "\n \n",
    'text.html' => 'no markup at all ' x 100,
    'binary.html' => join('', map { chr(($_ * 7919) % 256) } 1 .. 60_000),
    'png.html' => "\x89PNG\r\n\x1a\n" . ("\0\1\2\3" x 5000) . '<html>',
    'utf16.html' => "\xff\xfe" . join('', map { "$_\0" } split //, $page),
    'huge.html' => $page . ('<p>more and more words here</p>' x 1_700_000),
    'deep.html' => "<!DOCTYPE html><title>x</title>$deep",
    'quotes.html' => '<p title="' x 20_000,
    'open.html' => '<!--' . ('<' x 100_000),
);
# enriched or not, but never damaged
my %any = (
    'nul.html' => $nul,
    'cut.html' => substr($page, 0, length($page) / 2),
    'in-tag.html' => substr($page, 0, rindex($page, '</ti') + 3),
    'in-script.html' => $page . '<script>var a = "</body>',
    'deep-news.html' => article(foot => $deep),
    'wrong-charset.html' => article(headline => "Caf\xe9 \xff\xfe ferry"),
    'labels.html' => article(meta => '<meta charset="utf-7">'),
    'iso2022.html' => article(meta => '<meta charset="iso-2022-jp">'),
    'cr.html' => join("\r", split /\n/, $page),
    'two-bodies.html' => article(foot => "</body></html><body><p>x</p>"),
    'frameset.html' => "<frameset><frame src=x></frameset>$page",
);
my $s = News::Server->new(files => {%same, %any},
    conf => "NewsFilter On\nNewsFilterReader On\n");

foreach my $name (sort keys %same) {
    my $a = $s->get("/$name");
    is($a->{status}, 200, "$name: 200");
    same_ok($a->{body}, $same{$name}, "$name: as it was");
    ok($s->await_log(qr{/\Q$name\E HTTP/1\.1 note=skip:[a-z-]+$}m, 1),
        "$name: a reason") if length $same{$name} > 3;
}
foreach my $name (sort keys %any) {
    my $a = $s->get("/$name");
    my ($block, $rest) = News::Pages::cut($a->{body});
    same_ok($rest, $any{$name}, "$name: bytes"
        . (defined $block ? ' outside the block' : ''));
    is($a->{h}{'content-length'}, length $a->{wire}, "$name: length");
    my $view = $s->get("/$name?newsfilter=reader");
    is($view->{status}, 200, "$name: reader address");
}
like($s->get('/nul.html')->{body}, qr/application\/ld\+json/,
    'NUL bytes do not hide an article');
like($s->access_log, qr{/huge\.html HTTP/1\.1 note=skip:too-large$}m,
    '50 MB: too large');
ok($s->get('/cut.html')->{complete}, 'and the server still answers');
$s->done;
done_testing();
