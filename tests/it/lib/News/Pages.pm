# Invented pages, and what a spliced page must look like.
package News::Pages;

use strict;
use warnings;
use Exporter qw(import);
use Test::More ();

our @EXPORT = qw(article own_article plain spliced_ok same_ok jsonld_of);

my @sentences = (
    'The harbour council voted on Tuesday to keep the old lighthouse ferry '
    . 'running through the winter',
    'Residents had collected four thousand signatures since the first '
    . 'storms of October closed the bridge',
    'The captain said that the boat could carry sixty people and a dozen '
    . 'bicycles on every crossing',
    'Engineers expect the repair of the northern pier to take at least '
    . 'eleven weeks, depending on the ice',
    'A spokeswoman for the province confirmed that it would pay half of '
    . 'the cost until the end of March',
    'Shopkeepers on the island welcomed the decision, although some had '
    . 'hoped for a second boat at noon',
    'The council will look at the numbers again in spring, when the bridge '
    . 'is planned to open for buses',
);

sub paragraph
{
    my ($n) = @_;
    return '<p>' . join(' ', map { "$sentences[($n + $_) % @sentences]." }
        0 .. 3) . "</p>\n";
}

# A news page. n: paragraphs; head, foot: markup put into head and body;
# headline; tail => '' for a page without end tags.
sub article
{
    my (%o) = @_;
    my $headline = $o{headline} // 'Council keeps the lighthouse ferry';
    my $tail = $o{tail} // "</body>\n</html>\n";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
        . ($o{meta} // "<meta charset=\"utf-8\">\n")
        . "<title>$headline</title>\n" . ($o{head} // '')
        . "</head>\n<body>\n<nav><a href=\"/\">Home</a></nav>\n<article>\n"
        . "<h1>$headline</h1>\n<p class=\"byline\">By Ada Kowalski</p>\n"
        . "<time datetime=\"2024-11-12T08:30:00+01:00\">12 November 2024"
        . "</time>\n" . join('', map { paragraph($_) } 1 .. $o{n} // 8)
        . "</article>\n" . ($o{foot} // '') . $tail;
}

# For the head: the article of that page as its own server describes it.
sub own_article
{
    return '<script type="application/ld+json">{"@context":'
        . '"https://schema.org","@type":"NewsArticle","headline":'
        . '"Council keeps the lighthouse ferry","datePublished":'
        . "\"2024-11-12\"}</script>\n";
}

# A page that is no news.
sub plain
{
    my (%o) = @_;
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        . "<title>Sign in</title></head>\n<body><form action=\"/in\">"
        . "<label>Name <input name=\"n\"></label>"
        . "<button>Sign in</button></form>" . ($o{foot} // '')
        . "</body></html>\n";
}

my $open = '<script type="application/ld+json"';

# The inserted block of a served page, with the trail's and the ticker's
# behind it, and the page without it.
sub cut
{
    my ($body) = @_;
    if ($body =~ m{(?:\Q$open\E data-newsfilter[^>]*>[^<]*</script>){2,}\n?}) {
        return ($&, $` . $');
    }
    my $at = rindex $body, $open;
    return (undef, $body) if $at < 0;
    my $end = index $body, '</script>', $at;
    return (undef, $body) if $end < 0;
    $end += length '</script>';
    $end++ if substr($body, $end, 1) eq "\n";
    return (substr($body, $at, $end - $at),
        substr($body, 0, $at) . substr($body, $end));
}

sub jsonld_of { return (cut($_[0]))[0] }

# One block, before the end of the body, and nothing else changed.
sub spliced_ok
{
    my ($body, $original, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my ($block, $rest) = cut($body // '');
    Test::More::ok(defined $block && $block =~ /"(?:NewsArticle|LiveBlogPosting)"/
        && $rest eq $original, $name)
        || Test::More::diag(sprintf 'block: %s; rest: %d bytes, original: %d',
        defined $block ? substr($block, 0, 80) : 'none', length $rest,
        length $original);
}

# Equal bytes, without printing megabytes when they are not.
sub same_ok
{
    my ($got, $want, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    Test::More::ok(defined $got && $got eq $want, $name)
        || Test::More::diag(sprintf 'got %d bytes, want %d',
        length($got // ''), length $want);
}

1;
