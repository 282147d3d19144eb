# Instructions of a request in user space: callgrind over httpd -X, one
# connection that stays open, one dump of callgrind's a request.
package Bench::Count;

use strict;
use warnings;
use Exporter qw(import);
use POSIX ();
use Time::HiRes qw(sleep);
use News::Client;

our @EXPORT_OK = qw(instructions);

my ($warm, $requests) = (3, 24);

# server: a News::Server; asks: [method, path, headers ...] ... Returns their
# instructions in that order (the median request).
sub instructions
{
    my ($server, @asks) = @_;
    my $dir = $server->{root};
    $server->stop;
    unlink "$dir/run/httpd.pid";
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        open STDERR, '>', "$dir/valgrind.log";
        open STDOUT, '>&', \*STDERR;
        { exec qw(valgrind -q --tool=callgrind --dump-line=no),
            '--dump-before=ap_process_async_request',
            "--callgrind-out-file=$dir/run/out", $News::Server::httpd, '-X',
            '-d', $dir, '-f', "$dir/httpd.conf" }
        POSIX::_exit(127);
    }
    for (1 .. 6000) {
        last if -s "$dir/run/httpd.pid";
        sleep 0.02;
    }
    foreach my $ask (@asks) {
        ask($server->{port}, $ask, $warm + $requests);
    }
    kill 'TERM', $pid;
    waitpid $pid, 0;
    return map { total($dir, $_ * ($warm + $requests)) } 0 .. $#asks;
}

# A server without an idle thread closes connections that wait.
sub ask
{
    my ($port, $ask, $n) = @_;
    my $c;
    foreach (1 .. $n) {
        my $tries = 3;
        until (request($c //= News::Client->new(port => $port), @$ask)) {
            undef $c;
            die "no answer\n" if !--$tries;
        }
    }
}

# Each answer ends where its length says. Returns whether there is one. A
# client that is as fast as the server gets some of its requests read by the
# thread that wrote the answer before, others by way of the listener, which
# takes 900 instructions more; after a moment all go this way.
sub request
{
    my ($c, $method, $path, %h) = @_;
    sleep 0.02;
    $c->{in} = '';
    $c->write_request($method, $path, %h, Connection => 'keep-alive');
    $c->until(qr/\r\n\r\n/) or return 0;
    my ($length) = $c->{in} =~ /^Content-Length: (\d+)/mi;
    my $end = index($c->{in}, "\r\n\r\n") + 4;
    $end += $length if $method ne 'HEAD' && $c->{in} !~ /^HTTP\S+ 304/;
    while (length($c->{in}) < $end) {
        $c->more or return 0;
    }
    return 1;
}

# A dump is made when a request begins, and holds what the one before took.
sub total
{
    my ($dir, $before) = @_;
    my @counts;
    foreach my $n ($warm + 2 .. $warm + $requests) {
        open my $fh, '<', "$dir/run/out." . ($before + $n) or next;
        my ($total) = join('', <$fh>) =~ /^(?:totals|summary): (\d+)/m;
        push @counts, $total;
    }
    return @counts ? (sort { $a <=> $b } @counts)[@counts / 2] : 0;
}

1;
