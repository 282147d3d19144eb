#!/usr/bin/perl
# Every fixture through a real httpd, held and streamed: articles get one
# block and no other change, all other pages none; and both ways send the
# same bytes.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $dir = "$FindBin::Bin/../../fixtures/pages";
my (%page, %facts);
foreach my $file (glob "$dir/*/facts.json") {
    my ($case) = $file =~ m{([^/]+)/facts\.json$};
    $facts{$case} = JSON::PP::decode_json(News::Server::slurp($file));
    $page{$case} = News::Server::slurp("$dir/$case/"
        . ($facts{$case}{page} // 'in.html'));
}
cmp_ok(scalar keys %page, '>=', 30, 'fixtures');

my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($case) = $request =~ m{^GET /(\S+)\.html};
    my $rest = $page{$case};
    my $piece = 1 + length($rest) / 5;
    News::Backend::chunked($sock);
    News::Backend::chunk($sock, substr $rest, 0, $piece, '')
        while length $rest;
    print {$sock} "0\r\n\r\n";
});
my $held = News::Server->new(conf => "NewsFilter On\n",
    files => {map { ("$_.html" => $page{$_}) } keys %page});
my $streamed = News::Server->new(modules => [qw(proxy proxy_http)],
    conf => "NewsFilter On\nNewsFilterMaxDelay 0\nProxyPass / "
    . $backend->url . "\n");

foreach my $case (sort keys %page) {
    my $body = $held->get("/$case.html")->{body};
    if ($facts{$case}{article} && !$facts{$case}{untouched}) {
        spliced_ok($body, $page{$case}, "$case: enriched");
    }
    else {
        same_ok($body, $page{$case}, "$case: as it was");
    }
    same_ok($streamed->get("/$case.html")->{body}, $body,
        "$case: streamed as held");
}
$_->done foreach $held, $streamed;
done_testing();
