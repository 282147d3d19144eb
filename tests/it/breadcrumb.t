#!/usr/bin/perl
# The trail of an article: a block of its own behind the article's, in files,
# streams and known pages; Off per section and by .htaccess.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use JSON::PP qw(decode_json);
use Test::More;

my $trail = '<nav class="breadcrumb"><a href="/">Home</a> &rsaquo; '
    . '<a href="/harbour/">Harbour</a></nav>';
my $page = article() =~ s/<article>/$trail$&/r;
my $s = News::Server->new(
    modules => ['socache_shmcb'],
    files => {'n.html' => $page, 'off/n.html' => $page, 'ht/n.html' => $page,
        'ht/.htaccess' => "NewsFilterBreadcrumb Off\n",
        'form.html' => plain() =~ s/<body>/$&$trail/r},
    conf => <<'CONF');
NewsFilter On
NewsFilterCache shmcb
<Directory ROOT/htdocs/ht>
    AllowOverride FileInfo
</Directory>
<Location /off/>
    NewsFilterBreadcrumb Off
</Location>
CONF

sub blocks
{
    my ($body) = @_;
    my @found = $body =~ m{ld\+json" data-newsfilter>(.*?)</script>}g;
    return @found;
}

foreach my $time (qw(new known)) {
    my ($article, $list) = map { decode_json($_) }
        blocks($s->get('/n.html')->{body});
    is($article->{'@type'}, 'NewsArticle', "$time: the article first");
    is_deeply($list, {'@context' => 'https://schema.org',
        '@type' => 'BreadcrumbList', itemListElement => [
            {'@type' => 'ListItem', position => 1, name => 'Home',
                item => 'http://news.example/'},
            {'@type' => 'ListItem', position => 2, name => 'Harbour',
                item => 'http://news.example/harbour/'}]}, 'then the trail');
}
is(scalar(blocks($s->get("/$_/n.html")->{body})), 1, "Off in $_")
    foreach qw(off ht);
isnt($s->get('/off/n.html')->{h}{etag} =~ s/.*-nf//r,
    $s->get('/n.html')->{h}{etag} =~ s/.*-nf//r, 'and in the tag');
is(blocks($s->get('/form.html')->{body}), 0, 'no article: no trail');
$s->done;
done_testing();
