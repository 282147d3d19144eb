#!/usr/bin/perl
# However the page is cut into pieces on its way, the answer is the same; also
# with BUCKETEER in the chain, which splits and flushes inside the server.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article(n => 20, foot => "<script>'</body>'</script>\n");
srand 20241112;

sub cuts
{
    my ($bytes, $most) = @_;
    my @pieces;
    push @pieces, substr $bytes, 0, 1 + int rand $most, '' while length $bytes;
    return @pieces;
}

my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($seed, $most) = $request =~ m{^GET /(\d+)/(\d+)};
    srand $seed;
    News::Backend::chunked($sock);
    News::Backend::chunk($sock, $_) foreach cuts($page, $most);
    print {$sock} "0\r\n\r\n";
});
my $proxy = "ProxyPass / @{[$backend->url]}\nNewsFilter On\n";
my %servers = (
    held => News::Server->new(modules => [qw(proxy proxy_http)],
        conf => "$proxy NewsFilterMaxDelay 30s\n"),
    streamed => News::Server->new(modules => [qw(proxy proxy_http)],
        conf => "$proxy NewsFilterMaxDelay 0\n"),
);
foreach my $how (sort keys %servers) {
    my $first;
    foreach my $seed (1 .. 12) {
        my $most = (3, 40, 700, 5000)[$seed % 4];
        my $a = $servers{$how}->get("/$seed/$most");
        # each request has its own address, which the block names
        $a->{body} =~ s{/$seed/$most"}{/"}g;
        $first //= $a->{body};
        spliced_ok($a->{body}, $page, "$how: pieces up to $most, $seed");
        same_ok($a->{body}, $first, "$how: the same answer");
    }
    $servers{$how}->done;
}

SKIP: {
    skip 'no mod_bucketeer', 16 if !has_module('bucketeer');
    # its marks: ^B ends a bucket, ^P a brigade, ^F flushes
    my %marked;
    foreach my $i (1 .. 4) {
        my @pieces = cuts($page, 300 * $i);
        $marked{"$i.html"} = join '', map { $_ . chr((2, 16, 6)[rand 3]) }
            @pieces;
    }
    foreach my $delay (qw(0 30s)) {
        my $s = News::Server->new(modules => ['bucketeer'],
            files => {%marked, 'as.html' => $page},
            conf => "NewsFilter On\nNewsFilterMaxDelay $delay\n"
            . "SetOutputFilter BUCKETEER\n");
        my $want = jsonld_of($s->get('/as.html')->{body});
        foreach my $name (sort keys %marked) {
            my $a = $s->get("/$name");
            spliced_ok($a->{body}, $page, "bucketeer $name, window $delay");
        }
        $s->done;
    }
    # brigades without a flush: a page that is no article keeps its framing
    my $form = plain(foot => '<p>x</p>' x 300);
    my $parts = join chr 16, cuts($form, 900);
    my %o = (modules => ['bucketeer'], files => {'form.html' => $parts},
        conf => "SetOutputFilter BUCKETEER\n");
    my $off = News::Server->new(%o, module => 0);
    my $on = News::Server->new(%o,
        conf => "NewsFilter On\nNewsFilterMaxDelay 30s\n$o{conf}");
    my ($without, $with) = map { $_->get('/form.html') } $off, $on;
    same_ok($with->{body}, $without->{body}, 'no article: bytes');
    is($with->{h}{$_}, $without->{h}{$_}, "no article: $_") foreach
        qw(content-length transfer-encoding etag);
    $_->done foreach $on, $off;
}
done_testing();
