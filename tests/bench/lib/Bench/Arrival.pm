# When the bytes of a slow page arrive: a backend sends it in ten pieces, a
# tenth of a second apart.
package Bench::Arrival;

use strict;
use warnings;
use Exporter qw(import);
use IO::Socket::INET;
use Time::HiRes qw(sleep time);
use News::Backend;
use News::Server;

our @EXPORT_OK = qw(slow_variants backend arrival mark);

my $PIECES = 10;
my $PAUSE = 0.1;

# name => [modules, configuration, module]
sub slow_variants
{
    my %v = (
        'proxy alone' => [[], '', 0],
        'window 500 ms' => [[], 'NewsFilter On', 1],
        'window 150 ms' => [[], "NewsFilter On\nNewsFilterMaxDelay 150ms",
            1],
        'window 0' => [[], "NewsFilter On\nNewsFilterMaxDelay 0", 1],
        mod_substitute => [['substitute'],
            "Substitute s|</body>|x</body>|in\n"
            . "SubstituteMaxLineLength 64m\nSetOutputFilter SUBSTITUTE",
            0],
        mod_proxy_html => [[qw(xml2enc proxy_html)],
            "ProxyHTMLEnable On\nProxyHTMLLinks a href\n"
            . "ProxyHTMLURLMap http://n.example /n",
            0],
    );
    return %v;
}

sub backend
{
    my ($pages) = @_;
    return News::Backend->new(sub {
        my ($sock, $request) = @_;
        my ($name) = $request =~ m{^GET /(\w+)};
        my $page = $pages->{$name};
        my $size = int(length($page) / $PIECES) + 1;
        News::Backend::chunked($sock);
        foreach my $i (0 .. $PIECES - 1) {
            sleep $PAUSE if $i;
            News::Backend::chunk($sock, substr $page, $i * $size, $size);
        }
        print {$sock} "0\r\n\r\n";
    });
}

# [ms, bytes so far] of each read.
sub arrival
{
    my ($port, $path) = @_;
    my $sock = IO::Socket::INET->new(PeerAddr => '127.0.0.1',
        PeerPort => $port) or die "connect: $!\n";
    my ($start, $n, @seen) = (time, 0);
    print {$sock} "GET $path HTTP/1.1\r\nHost: news.example\r\n"
        . "Connection: close\r\n\r\n";
    while (my $got = sysread $sock, my $bytes, 1 << 20) {
        $n += $got;
        push @seen, [(time - $start) * 1000, $n];
    }
    return \@seen;
}

# When so many bytes were there.
sub mark
{
    my ($seen, $want) = @_;
    my ($at) = grep { $_->[1] >= $want } @$seen;
    return $at->[0];
}

1;
