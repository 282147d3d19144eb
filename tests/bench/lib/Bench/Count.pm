# Instructions of a request in user space: callgrind over httpd -X, one
# connection that stays open, one dump of callgrind's a request.
package Bench::Count;

use strict;
use warnings;
use Exporter qw(import);
use POSIX ();
use Time::HiRes qw(sleep);
use List::Util qw(min);
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
        my $c = News::Client->new(port => $server->{port});
        ask($c, $ask, $warm + $requests);
        $c->close;
    }
    kill 'TERM', $pid;
    waitpid $pid, 0;
    return map { total($dir, $_ * ($warm + $requests)) } 0 .. $#asks;
}

# Each answer ends where its length says; answers without one are read until
# the server closes, so there is one request then.
sub ask
{
    my ($c, $ask, $n) = @_;
    my ($method, $path, %h) = @$ask;
    foreach (1 .. $n) {
        $c->{in} = '';
        $c->write_request($method, $path, %h, Connection => 'keep-alive');
        $c->until(qr/\r\n\r\n/) or die "no answer\n";
        my ($length) = $c->{in} =~ /^Content-Length: (\d+)/mi;
        my $body = index($c->{in}, "\r\n\r\n") + 4;
        $length = 0 if $method eq 'HEAD' || $c->{in} =~ /^HTTP\S+ 304/;
        $c->more while length($c->{in}) < $body + $length;
    }
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
    return @counts ? min(@counts) : 0;
}

1;
