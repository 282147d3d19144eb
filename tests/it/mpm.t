#!/usr/bin/perl
# Each MPM: files, scripts' neighbours and many clients at once.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my %pages = map { ("p$_.html" => article(n => 4 + $_,
    headline => "Ferry number $_ leaves the harbour")) } 1 .. 3;
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($name) = $request =~ m{^\S+ /(\S+)};
    News::Backend::ok($sock, $pages{$name});
});
foreach my $mpm (qw(prefork worker event)) {
  SKIP: {
        skip "no $mpm", 7 if !has_module("mpm_$mpm");
        my $s = News::Server->new(mpm => $mpm, files => \%pages,
            modules => [qw(proxy proxy_http)], conf => "NewsFilter On\n"
            . "ProxyPass /app/ @{[$backend->url]}\n");
        my @names = map { ("/$_", "/app/$_") } sort keys %pages;
        my @clients = map { [$_, $s->client->write_request('GET', $_)] }
            @names;
        foreach (@clients) {
            my ($path, $client) = @$_;
            my ($name) = $path =~ m{([^/]+)$};
            spliced_ok($client->answer->{body}, $pages{$name},
                "$mpm: $path");
        }
        $s->done;
    }
}
done_testing();
