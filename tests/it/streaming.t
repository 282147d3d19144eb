#!/usr/bin/perl
# Pages that take longer than the hold window: their bytes come as they are
# made, and the JSON-LD still comes, in front of the real </body>.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $trap = "<script>var s = '</body></html>'; // </body >\n</script>\n"
    . "<!-- </body> --><textarea></body></textarea>\n";
my %pages = (
    news => article(n => 30),
    trap => article(n => 12, foot => $trap),
    traps => article(n => 12, foot => $trap x 4),
    nobody => article(tail => "</html>\n"),
    noend => article(tail => ''),
    form => plain(),
    after => article(tail => "</body>\n</html>\n<!-- made in 12 ms -->\n"),
    own => article(head => '<script type="application/ld+json">{"@context":'
        . '"https://schema.org","@type":"NewsArticle","headline":"Council '
        . 'keeps the lighthouse ferry","datePublished":"2024-11-12T08:30:00'
        . '+01:00","author":{"@type":"Person","name":"Ada Kowalski"}}'
        . "</script>\n"),
);

# The first 1000 bytes, a pause until the test has seen them, the rest; or,
# with /cutN/, cut in two at N bytes from </body>.
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    my ($how, $name) = $request =~ m{^GET /([a-z]+\d*)/(\w+)};
    my $page = $pages{$name};
    my $at = $how =~ /cut(\d+)/ ? rindex($page, '</body>') + $1 : 1000;
    $at = length($page) / 2 if $at >= length $page;
    News::Backend::chunked($sock, 'ETag: "v"');
    News::Backend::chunk($sock, substr $page, 0, $at);
    $wait->();
    if ($how eq 'die') {
        return;
    }
    News::Backend::chunk($sock, substr $page, $at);
    $wait->() if $how eq 'hang';
    print {$sock} "0\r\n\r\n";
});
my $conf = "NewsFilter On\nNewsFilterMaxDelay 0\nProxyPass / "
    . $backend->url . "\n";
my $s = News::Server->new(modules => [qw(proxy proxy_http)], conf => $conf);
my $small = News::Server->new(modules => [qw(proxy proxy_http)],
    conf => "NewsFilterMaxSize 2K\n$conf");
my $patient = News::Server->new(modules => [qw(proxy proxy_http)],
    conf => "$conf NewsFilterMaxDelay 60s\n");
my $two = News::Server->new(modules => [qw(proxy proxy_http)],
    conf => "$conf SetOutputFilter NEWSFILTER\n");

sub drip
{
    my ($server, $path, $first) = @_;
    my $c = $server->client->write_request('GET', $path);
    ok($c->until($first // qr/\r\n\r\n[0-9a-f]+\r\n<!DOC.{30}/s),
        "$path: the first bytes are not held") if !$first || ref $first;
    $backend->step;
    return $c->answer;
}

foreach my $name (qw(news trap nobody noend after)) {
    my $a = drip($s, "/two/$name");
    spliced_ok($a->{body}, $pages{$name}, "$name: enriched at its end");
    ok($a->{complete}, "$name: complete");
    is($a->{h}{etag}, undef, "$name: no strong tag");
    is($a->{h}{'content-length'}, undef, "$name: no length");
}
my $a = drip($s, '/two/after');
like($a->{body}, qr{</script>\s*</body>\s*</html>\s*<!-- made}, 'the place');
foreach my $name (qw(form own traps)) {
    $a = drip($s, "/two/$name", qr/\r\n\r\n[0-9a-f]+\r\n<!DOC/);
    same_ok($a->{body}, $pages{$name}, "$name: as it was");
}
ok($s->await_log(qr{/two/traps.*note=skip:no-body-end}, 1),
    'too many false ends: given up');
foreach my $cut (0 .. 8) {
    $a = drip($s, "/cut$cut/news");
    spliced_ok($a->{body}, $pages{news}, "cut $cut bytes into </body>");
}

my $c = $s->client->write_request('GET', '/hang/news');
$backend->step;
ok($c->until(qr{"NewsArticle".*</html>}s), 'all bytes come before the end');
$backend->step;
ok($c->answer->{complete}, 'then the end');

$a = drip($s, '/die/news');
ok(!$a->{complete}, 'a backend that dies leaves a cut-off page');
same_ok($a->{body}, substr($pages{news}, 0, 1000), 'with its bytes');

$a = drip($two, '/two/news');
spliced_ok($a->{body}, $pages{news}, 'two filters: one block');
ok($two->await_log(qr/note=article$/m, 1), 'and one outcome');

$a = drip($small, '/two/news');
same_ok($a->{body}, $pages{news}, 'over NewsFilterMaxSize: as it was');
ok($small->await_log(qr/note=skip:too-large/, 1), 'and said so');

$c = $patient->client->write_request('GET', '/two/news');
$backend->step;
$a = $c->answer;
spliced_ok($a->{body}, $pages{news}, 'inside the window: enriched');
is($a->{h}{'content-length'}, length $a->{body}, 'with its exact length');
like($a->{h}{etag}, qr/^"v-nf/, 'and its tag');
my $off = News::Server->new(modules => [qw(proxy proxy_http)],
    conf => "ProxyPass / @{[$backend->url]}\n");
my @answers;
foreach my $server ($off, $patient) {
    $c = $server->client->write_request('GET', '/two/form');
    $backend->step;
    push @answers, $c->answer;
}
is($answers[1]{h}{$_}, $answers[0]{h}{$_}, "no article, held: $_ as without us")
    foreach qw(content-length transfer-encoding etag);
same_ok($answers[1]{body}, $answers[0]{body}, 'and its bytes');
$_->done foreach $s, $small, $patient, $two, $off;
done_testing();
