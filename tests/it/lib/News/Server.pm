# A private httpd for one test: its own ServerRoot in a temporary directory,
# a free loopback port, started as our own child and stopped by its pid.
#
#   my $s = News::Server->new(conf => '...', files => {'a.html' => $bytes});
#   my $answer = $s->get('/a.html', 'If-None-Match' => '"x"');
#   $s->done;       # stops it; a crash or a sanitizer report is a failed test
#
# A child that crashes leaves its core in the temporary directory; the test
# then shows gdb's backtrace of it.
#
# Environment: NF_MODULE (the module under test), NF_VARIANT=asan.
package News::Server;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use IO::Socket::INET;
use POSIX qw(WNOHANG);
use Test::More ();
use Time::HiRes qw(sleep time);
use News::Client;

our @EXPORT_OK = qw(has_module free_port module_path);

my $top = abs_path(dirname(__FILE__) . '/../../../..');
our $libexec = first_line('apxs -q LIBEXECDIR 2>/dev/null')
    || '/usr/lib/apache2/modules';
our ($httpd) = grep { -x } '/usr/sbin/apache2', '/usr/sbin/httpd',
    map { ("$_/apache2", "$_/httpd") } split /:/, $ENV{PATH};
my %built_in = map { /mod_(\w+)\.c/ ? ($1 => 1) : () }
    $httpd ? qx($httpd -l 2>/dev/null) : ();
my $tries = 5;

# Stopped from outside, a test still stops its servers (DESTROY).
$SIG{$_} = sub { exit 1 } foreach qw(HUP INT TERM);

sub first_line { my ($l) = qx($_[0]); chomp $l if defined $l; return $l }

sub has_module { return $built_in{$_[0]} || -e "$libexec/mod_$_[0].so" }

sub module_path
{
    my $path = $ENV{NF_MODULE} // "$top/build/release/mod_newsfilter.so";
    return abs_path($path) // $path;
}

sub free_port
{
    my $sock = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1')
        or die "no loopback port: $!\n";
    return $sock->sockport;
}

# mpm, modules (names, loaded beside the basic ones), conf (text; PORT and
# ROOT are replaced), files (path => bytes, under htdocs), write (the same,
# under the server's root), module => 0 to leave mod_newsfilter out, env,
# fails => 1 to expect that it refuses.
sub new
{
    my ($class, %o) = @_;
    my $s = bless {%o, owner => $$,
        root => tempdir('newsfilter-XXXXXX', TMPDIR => 1,
        CLEANUP => 1)}, $class;

    Test::More::BAIL_OUT('no httpd found') if !$httpd;
    chmod 0755, $s->{root};
    make_path("$s->{root}/htdocs", "$s->{root}/cache", "$s->{root}/run");
    chmod 0777, "$s->{root}/cache", "$s->{root}/run";
    $s->put($_, $o{files}{$_}) foreach keys %{$o{files} // {}};
    $s->write("$s->{root}/$_", $o{write}{$_}) foreach keys %{$o{write} // {}};
    $s->write("$s->{root}/mime.types",
        "text/html html htm\napplication/xhtml+xml xhtml\ntext/css css\n"
        . "text/plain txt\nimage/png png\n");
    foreach (1 .. $tries) {
        $s->{port} = $s->{given_port} // free_port();
        $s->write_conf;
        last if $s->start || $s->{fails} || $s->log !~ /could not bind/;
    }
    return $s;
}

sub write
{
    my ($s, $path, $bytes) = @_;
    make_path(dirname($path));
    open my $fh, '>:raw', $path or die "$path: $!\n";
    print {$fh} $bytes;
    close $fh or die "$path: $!\n";
}

sub put
{
    my ($s, $name, $bytes) = @_;
    my $path = "$s->{root}/htdocs/$name";
    $s->write($path, $bytes);
    chmod 0755, $path if $name =~ /\.(?:cgi|pl)$/;
    utime 1_600_000_000, 1_600_000_000, $path;
}

sub load_lines
{
    my ($s) = @_;
    my $mpm = $s->{mpm} // 'event';
    my @names = ("mpm_$mpm", qw(unixd authz_core mime dir log_config),
        @{$s->{modules} // []});
    my %seen;
    return map { "LoadModule ${_}_module $libexec/mod_$_.so\n" }
        grep { !$seen{$_}++ && !$built_in{$_} && -e "$libexec/mod_$_.so" }
        @names;
}

sub write_conf
{
    my ($s) = @_;
    my $user = $> == 0
        ? "User " . ((getpwuid((getpwnam('www-data'))[2] // 65534))[0])
        . "\nGroup " . (getgrgid((getpwnam('www-data'))[3] // 65534))[0] : '';
    my $module = ($s->{module} // 1)
        ? 'LoadModule newsfilter_module ' . module_path() . "\n" : '';
    my $conf = $s->{conf} // '';
    my $log = $s->{loglevel} // 'warn newsfilter:trace1';
    $log =~ s/ newsfilter:\w+// if !$module;
    $conf =~ s/\bPORT\b/$s->{port}/g;
    $conf =~ s/\bROOT\b/$s->{root}/g;
    $s->write("$s->{root}/httpd.conf", join '', $s->load_lines, $module,
        <<"CONF", $conf);
ServerRoot $s->{root}
DefaultRuntimeDir $s->{root}/run
PidFile $s->{root}/run/httpd.pid
Listen 127.0.0.1:$s->{port}
ServerName news.example:80
UseCanonicalName On
$user
ErrorLog $s->{root}/error.log
LogLevel $log
LogFormat "%>s %r note=%{newsfilter}n" news
CustomLog $s->{root}/access.log news
TypesConfig $s->{root}/mime.types
DocumentRoot $s->{root}/htdocs
CoreDumpDirectory $s->{root}/run
StartServers 1
Timeout 20
KeepAliveTimeout 5
EnableMMAP On
<IfModule mpm_prefork_module>
    StartServers 6
</IfModule>
<IfModule !mpm_prefork_module>
    ServerLimit 2
    ThreadsPerChild 16
    MaxRequestWorkers 32
</IfModule>
<Directory $s->{root}/htdocs>
    AllowOverride All
    Options +FollowSymLinks
    Require all granted
</Directory>
CONF
}

sub start
{
    my ($s) = @_;
    $s->{pid} = fork // die "fork: $!\n";
    if ($s->{pid} == 0) {
        # prefork stops with a signal to its whole process group
        setpgrp;
        open STDERR, '>>', "$s->{root}/stderr.log";
        open STDOUT, '>&', \*STDERR;
        if (($ENV{NF_VARIANT} // '') eq 'asan') {
            $ENV{LD_PRELOAD} = first_line('cc -print-file-name=libasan.so');
            $ENV{ASAN_OPTIONS} = join ':', qw(detect_leaks=0 abort_on_error=1
                disable_coredump=0);
            $ENV{UBSAN_OPTIONS} = 'print_stacktrace=1:halt_on_error=1';
        }
        # the shell's limit on cores, which perl cannot raise itself
        { exec 'sh', '-c', 'ulimit -c unlimited 2>/dev/null; exec "$@"', 'sh',
            $httpd, '-d', $s->{root}, '-f', "$s->{root}/httpd.conf",
            '-D', 'FOREGROUND' }
        POSIX::_exit(127);
    }
    return $s->await_start;
}

# Until a connection is taken and ended, or the child has ended.
sub await_start
{
    my ($s) = @_;
    my $deadline = time + 60;
    while (time < $deadline) {
        my $sock = IO::Socket::INET->new(PeerAddr => '127.0.0.1',
            PeerPort => $s->{port});
        if ($sock && -s "$s->{root}/run/httpd.pid") {
            shutdown $sock, 1;
            sysread $sock, my $end, 1;
            return 1;
        }
        if (waitpid($s->{pid}, WNOHANG) == $s->{pid}) {
            delete $s->{pid};
            Test::More::diag('httpd did not start: ' . $s->log)
                if !$s->{fails} && $s->log !~ /could not bind/;
            return 0;
        }
        sleep 0.02;
    }
    return 0;
}

sub log
{
    my ($s) = @_;
    return join '', map { slurp("$s->{root}/$_") } qw(stderr.log error.log);
}

sub access_log { return slurp("$_[0]{root}/access.log") }

sub slurp
{
    my ($path) = @_;
    open my $fh, '<:raw', $path or return '';
    local $/;
    return scalar(<$fh>) // '';
}

# Wait until the log satisfies a pattern; what a request logs comes after
# its last byte.
sub await_log
{
    my ($s, $pattern, $which) = @_;
    my $deadline = time + 10;
    while (time < $deadline) {
        my $text = $which ? $s->access_log : $s->log;
        return 1 if $text =~ $pattern;
        sleep 0.02;
    }
    return 0;
}

sub client { return News::Client->new(port => $_[0]{port}) }
sub get { my ($s, @o) = @_; return $s->client->request('GET', @o) }
sub head { my ($s, @o) = @_; return $s->client->request('HEAD', @o) }

sub signal { my ($s, $name) = @_; return kill $name, $s->{pid} }

sub stop
{
    my ($s) = @_;
    my $pid = delete $s->{pid} or return;
    kill 'TERM', $pid;
    my $deadline = time + 30;
    while (waitpid($pid, WNOHANG) == 0) {
        kill 'KILL', $pid if time > $deadline;
        sleep 0.02;
    }
    # children that a parent killed in a hurry, or a graceful restart, left:
    # the process group is that of this server alone
    kill 'KILL', -$pid;
}

my $crash = qr/exit signal|AddressSanitizer|runtime error:|Segmentation|
    ap_assert|\bassertion\b|seg fault|\[(?:emerg|alert|crit)\]|:crit\]/xi;

# What the cores say: where, with what, and every thread.
sub backtraces
{
    my ($s) = @_;
    my @cores = glob "$s->{root}/run/core*";
    return @cores ? 'cores, but no gdb' : 'no core'
        if !@cores || system 'command -v gdb >/dev/null 2>&1';
    return join "\n", map { scalar qx(gdb -batch -nx -ex 'bt full' \\
        -ex 'thread apply all bt' '$httpd' '$_' 2>&1) } @cores;
}

# A race of httpd's own when it is stopped in the moment in which a
# connection ends: mpm/event/event.c:close_worker_sockets() (worker.c has the
# same) takes a socket out of worker_sockets[] that its worker, on the way
# back from process_socket(), has freed with the connection's pool and not yet
# struck out. Known by its frames: the first thread, in APR's socket calls,
# from the MPM.
my $mpm_exit = qr/^\#0 [ ]+ \S+ \s in \s
    apr_(?:os_sock_get|socket_(?:timeout_set|opt_set|close)) \b .*\n
    (?:No\ symbol.*\n)?
    \#1 \s .* (?:close_(?:socket|worker)\w* \s | mod_mpm_\w+\.so)/xm;

sub done
{
    my ($s) = @_;
    $s->stop;
    my @bad = grep { /$crash/ } split /\n/, $s->log;
    my $why = @bad ? $s->backtraces : '';
    if (@bad == 1 && $bad[0] =~ /exit signal Seg/ && $why =~ $mpm_exit) {
        Test::More::diag("httpd's own race at its end: $&");
        @bad = ();
    }
    Test::More::is(join("\n", @bad), '', 'no crash in the log')
        || Test::More::diag($why);
}

sub DESTROY { local ($?, $!, $@); $_[0]->stop if $_[0]{owner} == $$ }

1;
