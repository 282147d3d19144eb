#!/usr/bin/perl
# Files: off is as if the module were not there; on changes articles only,
# and says the right thing about them.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my %files = (
    'news.html' => article(),
    'noend.html' => article(tail => ''),
    'form.html' => plain(),
    'style.css' => "body { color: black }\n",
);
my $conf = <<'CONF';
<Location /on>
    NewsFilter On
</Location>
Alias /on ROOT/htdocs
CONF
my %pair = (modules => ['alias'], files => \%files);
my $with = News::Server->new(%pair, conf => $conf);
my $without = News::Server->new(%pair, module => 0,
    conf => "Alias /on ROOT/htdocs\n");

# Headers without what changes by the clock.
sub head_of
{
    my ($answer) = @_;
    return join "\n", grep { !/^Date:/ } split /\r\n/, $answer->{head};
}

foreach my $name (sort keys %files) {
    my ($a, $b) = map { $_->get("/$name") } $with, $without;
    is(head_of($a), head_of($b), "off: headers of $name");
    same_ok($a->{wire}, $b->{wire}, "off: bytes of $name");
}
foreach my $name (qw(form.html style.css)) {
    my ($a, $b) = map { $_->get("/on/$name") } $with, $without;
    is(head_of($a), head_of($b), "on, no article: headers of $name");
    same_ok($a->{wire}, $b->{wire}, "on, no article: bytes of $name");
}

foreach my $name (qw(news.html noend.html)) {
    my $a = $with->get("/on/$name");
    my $b = $without->get("/on/$name");
    is($a->{status}, 200, "on: $name");
    spliced_ok($a->{body}, $files{$name}, 'one block, else unchanged');
    is($a->{h}{'content-length'}, length $a->{wire}, 'exact Content-Length');
    is($a->{h}{'last-modified'}, $b->{h}{'last-modified'}, 'Last-Modified');
    is($a->{h}{'accept-ranges'}, 'bytes', 'ranges of a file still work');
    (my $want = $b->{h}{etag}) =~ s/"$/-nf/;
    like($a->{h}{etag}, qr/^\Q$want\E[0-9a-f]{8}"$/, 'ETag with our mark');

    my $head = $with->head("/on/$name");
    is(head_of($head), head_of($a), 'HEAD has the headers of GET');
}

my $a = $with->get('/on/news.html');
my ($block) = jsonld_of($a->{body});
like($block, qr/"headline":\s*"Council keeps the lighthouse ferry"/,
    'headline');
like($block, qr{http://news\.example/on/news\.html}, 'the page\'s address');
unlike($block, qr/[^\x00-\x7E]/, 'ASCII');
like(substr($a->{body}, index($a->{body}, $block) + length $block),
    qr{^\s*</body>}, 'in front of </body>');

$with->await_log(qr/note=article/, 1);
like($with->access_log, qr{GET /on/news\.html HTTP/1\.1 note=article$}m,
    'note: article');
like($with->access_log, qr{/on/style\.css HTTP/1\.1 note=skip:content-type$}m,
    'note: reason');
like($with->access_log, qr{/on/form\.html HTTP/1\.1 note=skip:not-article$}m,
    'note: no article');
$_->done foreach $with, $without;
done_testing();
