# A scripted origin server for proxy tests. Each connection runs the given
# sub with the socket and the request's text (or what another reader than
# read_request() makes of it); what it does is the test's.
#
# The sub can wait for the test: $b->step in the test lets one $wait->() in
# the backend return.
package News::Backend;

use strict;
use warnings;
use IO::Socket::INET;
use POSIX ();

sub new
{
    my ($class, $script, $read) = @_;
    my $listen = IO::Socket::INET->new(Listen => 16, ReuseAddr => 1,
        LocalAddr => '127.0.0.1') or die "backend: $!\n";
    pipe my $step, my $write or die "pipe: $!\n";
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        close $write;
        serve($listen, $script, sub { sysread $step, my $byte, 1 },
            $read // \&read_request);
        POSIX::_exit(0);
    }
    close $step;
    $write->autoflush(1);
    return bless {pid => $pid, port => $listen->sockport, write => $write},
        $class;
}

sub serve
{
    my ($listen, $script, $wait, $read) = @_;
    local $SIG{CHLD} = 'IGNORE';
    local $SIG{PIPE} = 'IGNORE';
    local @SIG{qw(HUP INT TERM)} = ('DEFAULT') x 3;
    while (my $sock = $listen->accept) {
        my $pid = fork;
        if (defined $pid && $pid == 0) {
            close $listen;
            $sock->autoflush(1);
            my $request = $read->($sock);
            $script->($sock, $request, $wait) if $request;
            close $sock;
            POSIX::_exit(0);
        }
        close $sock;
    }
}

# Head and body: closing a socket with bytes unread would reset it, and the
# answer with it.
sub read_request
{
    my ($sock) = @_;
    my $text = '';
    while (!complete($text)) {
        last if !sysread $sock, $text, 4096, length $text;
    }
    return $text;
}

sub complete
{
    my ($head, $body) = split /\r\n\r\n/, $_[0], 2;
    return 0 if !defined $body;
    return $body =~ /(?:^|\r\n)0\r\n\r\n\z/
        if $head =~ /^Transfer-Encoding:\s*chunked/mi;
    return length $body >= ($head =~ /^Content-Length:\s*(\d+)/mi ? $1 : 0);
}

# A plain answer: status 200, HTML, Content-Length.
sub ok
{
    my ($sock, $body, @headers) = @_;
    print {$sock} join "\r\n", 'HTTP/1.1 200 OK',
        'Content-Type: text/html; charset=utf-8',
        'Content-Length: ' . length($body), 'Connection: close', @headers,
        '', $body;
}

sub chunk { my ($s, $b) = @_; printf {$s} "%x\r\n%s\r\n", length $b, $b }

sub chunked
{
    my ($sock, @headers) = @_;
    print {$sock} join "\r\n", 'HTTP/1.1 200 OK', 'Content-Type: text/html',
        'Transfer-Encoding: chunked', 'Connection: close', @headers, '', '';
}

# A script that sends a page in two pieces: up to its headline, and the rest
# after a step.
sub in_two
{
    my ($page) = @_;
    my ($start, $rest) = $page =~ m{^(.*</h1>)(.*)$}s;
    return sub {
        my ($sock, $request, $wait) = @_;
        chunked($sock);
        chunk($sock, $start);
        $wait->();
        chunk($sock, $rest);
        print {$sock} "0\r\n\r\n";
    };
}

sub step { syswrite $_[0]{write}, '.' }
sub url { return "http://127.0.0.1:$_[0]{port}/" }

sub DESTROY
{
    my ($b) = @_;
    local ($?, $!, $@);
    kill 'TERM', $b->{pid} and waitpid $b->{pid}, 0 if $b->{pid};
}

1;
