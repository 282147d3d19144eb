#!/usr/bin/perl
# Clients that leave: before the page, in the middle of it, and while it is
# being streamed. The server goes on.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Socket qw(SOL_SOCKET SO_LINGER);
use Test::More;

my $page = article(n => 400);
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    News::Backend::chunked($sock);
    News::Backend::chunk($sock, substr $page, 0, 4000);
    $wait->();
    News::Backend::chunk($sock, substr $page, 4000);
    print {$sock} "0\r\n\r\n";
});
my %windows = (held => '20s', streamed => 0);
foreach my $how (sort keys %windows) {
    my $s = News::Server->new(modules => [qw(proxy proxy_http)],
        files => {'n.html' => $page}, conf => "NewsFilter On\n"
        . "NewsFilterMaxDelay $windows{$how}\n"
        . "ProxyPass /app/ @{[$backend->url]}\n");
    foreach my $path (qw(/n.html /app/n.html)) {
        my $c = $s->client->write_request('GET', "$path?gone");
        $c->until(qr/<!DOC/) if $how eq 'streamed' || $path eq '/n.html';
        # a reset, not a farewell
        setsockopt $c->{sock}, SOL_SOCKET, SO_LINGER, pack 'ii', 1, 0;
        $c->close;
        $backend->step if $path =~ /app/;
        ok($s->await_log(qr{\Q$path\E\?gone}, 1), "$how: $path, client gone");
    }
    ok($s->await_log(qr{/app/n\.html\?gone.*note=skip:aborted$}m, 1),
        "$how: nothing is made of half a page") if $how eq 'streamed';
    my $c = $s->client->write_request('GET', '/app/n.html');
    $backend->step;
    spliced_ok($c->answer->{body}, $page, "$how: still answers");
    $s->done;
}
done_testing();
