#!/usr/bin/perl
# The headline ticker: where it is shown, and who says what it is.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $strip = '<div class="breaking-news"><b>Breaking</b><ul>'
    . '<li><a href="/n/1">Fares to rise in spring</a></li>'
    . '<li><a href="/n/2">Bakers end their strike</a></li>'
    . '<li><a href="/n/3">River falls below the mark</a></li></ul></div>'
    . '<div id="odd"><p><a href="/n/7">Choir sings in the old quarry</a></p>'
    . '</div>';
my $own = '<script type="application/ld+json">{"@context":'
    . '"https://schema.org","@type":"NewsArticle","headline":"A","author":'
    . '{"@type":"Person","name":"B"},"datePublished":"2024-11-12"}</script>';

sub page
{
    my (%part) = @_;
    my $page = article(%part);
    $page =~ s/<body[^>]*>\K/$strip/ or die 'no body';
    return $page;
}

my %files = map { ("$_/n.html" => page()) }
    qw(unset on off page reader named none auto ht ht/inner);
$files{'on/own.html'} = page(head => $own);
$files{'on/none.html'} = article();
$files{'unset/own.html'} = $files{'on/own.html'};
$files{'ht/.htaccess'} = "NewsFilterTicker On\n"
    . "NewsFilterTickerSelector \"#odd a\"\n";
$files{'ht/inner/.htaccess'} = "NewsFilterTicker Off\n";
my $s = News::Server->new(files => \%files, conf => <<'CONF');
NewsFilter On
NewsFilterReader On
<Location /on>
    NewsFilterTicker On
</Location>
<Location /off>
    NewsFilterTicker Off
</Location>
<Location /page>
    NewsFilterTicker Page
</Location>
<Location /reader>
    NewsFilterTicker Reader
</Location>
<Directory ROOT/htdocs/named>
    NewsFilterTicker Page
    NewsFilterTickerSelector "#odd"
</Directory>
<Directory ROOT/htdocs/none>
    NewsFilterTicker On
    NewsFilterTickerSelector None
</Directory>
<Directory ROOT/htdocs/auto>
    NewsFilterTicker Page
    NewsFilterTickerSelector "#odd"
</Directory>
<Location /auto>
    NewsFilterTickerSelector Auto
</Location>
CONF

# the addresses in the list
sub listed
{
    my ($body) = @_;
    my ($list) = $body =~ /("\@type":"ItemList".*?)<\/script>/ or return '';
    return join ' ', $list =~ m{"url":"http://[^/"]+(/[^"]*)"}g;
}

my $all = '/n/1 /n/2 /n/3';
my %list = (unset => '', on => $all, off => '', page => $all, reader => '',
    named => '/n/7', none => '', auto => $all, ht => '/n/7',
    'ht/inner' => '');
my %tags;
foreach my $dir (sort keys %list) {
    my $a = $s->get("/$dir/n.html");
    is(listed($a->{body}), $list{$dir}, "$dir: the list");
    is(() = $a->{body} =~ /"\@type":"NewsArticle"/g, 1, "$dir: one article");
    is($a->{h}{'content-length'}, length $a->{body}, "$dir: its length");
    ($tags{$dir}) = $a->{h}{etag} =~ /-nf(\w+)/;
}
foreach my $pair (['on', 'unset'], ['page', 'reader'], ['named', 'page'],
    ['none', 'on'], ['reader', 'unset']) {
    isnt($tags{$pair->[0]}, $tags{$pair->[1]}, "entity tags: @$pair");
}
is($tags{auto}, $tags{page}, 'Auto is as if nothing was named');
my $a = $s->get('/on/own.html');
is(listed($a->{body}), $all, 'the list beside the page\'s own article');
is(() = $a->{body} =~ /"\@type":"NewsArticle"/g, 1, '... which stays alone');
(my $rest = $a->{body}) =~ s{<script [^>]*data-newsfilter>.*?</script>}{};
is($rest, $files{'on/own.html'}, '... in the bytes that it had');
is($s->get('/unset/own.html')->{body}, $files{'unset/own.html'},
    'without the directive nothing is added');
unlike($s->get('/on/none.html')->{body}, qr/ItemList/, 'no ticker, no list');
foreach my $dir (qw(unset off page named none)) {
    unlike($s->get("/$dir/n.html?newsfilter=reader")->{body},
        qr/Bakers end their strike/, "$dir: no ticker in the reader view");
}
$s->done;
done_testing();
