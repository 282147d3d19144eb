#!/usr/bin/perl
# The stories of a front page: a block where the administrator wants it, in
# files, known pages and behind a backend; nothing anywhere else.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use JSON::PP qw(decode_json);
use Test::More;

sub front
{
    my ($head, @links) = @_;
    my $list = join '', map {
        "<div><h2><a href=\"$_\">A story about the harbour $_</a></h2>"
            . "<p>What it is about, in a line.</p></div>" } @links;
    return '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        . "<title>The Town Post</title>$head</head><body>"
        . '<nav><h3><a href="/shop">What to buy in our shop</a></h3></nav>'
        . "<main><h1>The Town Post</h1>$list</main></body></html>\n";
}

my @stories = map { "/news/$_" } 1 .. 5;
my $front = front('', @stories);
my $own = front('<script type="application/ld+json">{"@context":'
    . '"https://schema.org","@type":"CollectionPage","name":"Post"}</script>',
    @stories);
my %files = ('index.html' => $front, 'town/index.html' => $front,
        'off/index.html' => $front, 'own.html' => $own,
        'few.html' => front('', @stories[0 .. 2]),
        'same.html' => front('', ($stories[0]) x 5),
        'away.html' => front('', map { "https://other.example$_" } @stories),
        'n.html' => article(), 'form.html' => plain());
my $s = News::Server->new(
    modules => ['socache_shmcb', 'proxy', 'proxy_http'],
    files => \%files,
    conf => <<'CONF');
NewsFilter On
NewsFilterCache shmcb
NewsFilterCollection On
<Location /off/>
    NewsFilterCollection Off
</Location>
<Location /back/>
    ProxyPass http://127.0.0.1:PORT/off/
</Location>
CONF

sub blocks
{
    my ($body) = @_;
    my @found = $body =~ m{ld\+json" data-newsfilter>(.*?)</script>}g;
    return map { decode_json($_) } @found;
}

foreach my $time (qw(new known)) {
    foreach my $path (qw(/ /town/ /back/)) {
        my ($block) = blocks($s->get($path)->{body});
        is_deeply($block, {'@context' => 'https://schema.org',
            '@type' => 'CollectionPage', name => 'The Town Post',
            url => "http://news.example$path", inLanguage => 'en',
            mainEntity => {'@type' => 'ItemList', numberOfItems => 5,
                itemListElement => [map { {'@type' => 'ListItem',
                    position => $_, url => "http://news.example/news/$_"} }
                    1 .. 5]}}, "$time: $path");
    }
}
foreach my $path (qw(/off/ /own.html /few.html /same.html /away.html
    /form.html)) {
    my $r = $s->get($path);
    is($r->{body}, $files{substr($path =~ s{/$}{$&index.html}r, 1)},
        "$path stays as it is");
}
is_deeply([map { $_->{'@type'} } blocks($s->get('/n.html')->{body})],
    ['NewsArticle'], 'an article is one');
isnt($s->get('/off/')->{h}{etag} =~ s/.*-nf//r,
    $s->get('/town/')->{h}{etag} =~ s/.*-nf//r, 'the tag tells them apart');
$s->done;
done_testing();
