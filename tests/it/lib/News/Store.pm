# A redis or memcached of one test's own: a free loopback port, nothing on
# disk, started as our child and stopped by its pid.
package News::Store;

use strict;
use warnings;
use File::Temp qw(tempdir);
use IO::Socket::INET;
use POSIX ();
use Time::HiRes qw(sleep time);
use News::Server qw(free_port);

my %command = (
    redis => sub { ('redis-server', '--port', $_[0], '--bind', '127.0.0.1',
        '--save', '', '--dir', $_[1]) },
    memcache => sub { ('memcached', '-p', $_[0], '-l', '127.0.0.1', '-U', 0,
        '-m', 64, $> == 0 ? ('-u', 'nobody') : ()) },
);

sub there
{
    my ($kind) = @_;
    my ($program) = $command{$kind}->(0, '');
    return scalar grep { -x "$_/$program" } split /:/, $ENV{PATH};
}

sub new
{
    my ($class, $kind, $port) = @_;
    my $dir = tempdir('newsfilter-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    my $s = bless {kind => $kind, owner => $$, port => $port // free_port()},
        $class;
    $s->{pid} = fork // die "fork: $!\n";
    if ($s->{pid} == 0) {
        open STDOUT, '>', '/dev/null';
        open STDERR, '>&', \*STDOUT;
        { exec $command{$kind}->($s->{port}, $dir) }
        POSIX::_exit(127);
    }
    my $deadline = time + 20;
    while (time < $deadline) {
        return $s if $s->connection;
        sleep 0.02;
    }
    die "no $kind\n";
}

sub connection
{
    my ($s) = @_;
    return IO::Socket::INET->new(PeerAddr => '127.0.0.1',
        PeerPort => $s->{port});
}

sub ask
{
    my ($sock, $line, $end) = @_;
    my $answer = '';
    print {$sock} "$line\r\n";
    while ($answer !~ $end) {
        last if !sysread $sock, $answer, 65536, length $answer;
    }
    return $answer;
}

# The keys that stand in it.
sub keys
{
    my ($s) = @_;
    my $sock = $s->connection;
    if ($s->{kind} eq 'redis') {
        my $n = (ask($sock, 'DBSIZE', qr/\n\z/) =~ /(\d+)/)[0];
        return ask($sock, 'KEYS *', qr/\A\*$n\r\n(?:\$\d+\r\n.*\r\n){$n}\z/)
            =~ /^\$\d+\r\n(.*)\r$/mg;
    }
    return ask($sock, 'lru_crawler metadump all', qr/END\r\n\z/)
        =~ /^key=(\S+)/mg;
}

# Put a stranger's bytes in the place of a value.
sub put
{
    my ($s, $key, $bytes) = @_;
    my $n = length $bytes;
    $key =~ s/%([0-9A-F]{2})/chr hex $1/ge if $s->{kind} ne 'redis';
    return ask($s->connection, $s->{kind} eq 'redis'
        ? "*3\r\n\$3\r\nSET\r\n\$@{[length $key]}\r\n$key\r\n\$$n\r\n$bytes"
        : "set $key 0 0 $n\r\n$bytes", qr/\n\z/) =~ /OK|STORED/;
}

sub stop
{
    my ($s) = @_;
    my $pid = delete $s->{pid} or return;
    kill 'KILL', $pid;
    waitpid $pid, 0;
}

sub DESTROY { local ($?, $!, $@); $_[0]->stop if $_[0]{owner} == $$ }

1;
