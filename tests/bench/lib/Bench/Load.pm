# Load on a server (wrk, all pages in turn) and what it costs the server: CPU
# time of its processes as the kernel's scheduler counts it.
package Bench::Load;

use strict;
use warnings;
use Exporter qw(import);
use File::Temp qw(tempfile);
use News::Client;

our @EXPORT_OK = qw(load fetch median memory forget_memory);

# Returns cpu (us a request), rate (a second), p50, p99 (ms), bad (answers).
sub load
{
    my ($server, $names, $connections, $seconds) = @_;
    my $script = script($server, $names);
    my $before = cpu($server);
    my $out = qx(wrk -t1 -c$connections -d${seconds}s --latency \\
        -s $script http://127.0.0.1:$server->{port}/ 2>&1);
    my $spent = cpu($server) - $before;
    my ($n) = $out =~ /(\d+) requests in/;
    die "wrk: $out\n" if !$n;
    return {cpu => $spent / 1000 / $n, n => $n,
        rate => ($out =~ m{Requests/sec:\s+([\d.]+)})[0],
        p50 => ms($out =~ /50%\s+([\d.]+)(us|ms|s)/),
        p99 => ms($out =~ /99%\s+([\d.]+)(us|ms|s)/),
        bad => ($out =~ /Non-2xx or 3xx responses: (\d+)/)[0] // 0};
}

# The same of n requests for one page, one after the other.
sub fetch
{
    my ($server, $path, $n) = @_;
    my $before = cpu($server);
    foreach (1 .. $n) {
        my $a = News::Client->new(port => $server->{port})
            ->request('GET', $path);
        die "$path: $a->{status}\n" if $a->{status} != 200 || !$a->{complete};
    }
    return (cpu($server) - $before) / 1000 / $n;
}

sub ms
{
    my ($n, $unit) = @_;
    return defined $n ? $n * {us => 0.001, ms => 1, s => 1000}->{$unit} : 0;
}

sub script
{
    my ($server, $names) = @_;
    my ($fh, $path) = tempfile('newsfilter-XXXXXX', SUFFIX => '.lua',
        TMPDIR => 1, UNLINK => 1);
    my $list = join ', ', map { qq("/$_$server->{query}") } @$names;
    my ($name, $value) = split /: /, $server->{header} // 'Accept: */*';
    print {$fh} <<"LUA";
local paths = {$list}
local i = 0
request = function()
    i = i % #paths + 1
    return wrk.format("GET", paths[i], {["$name"] = "$value"})
end
LUA
    close $fh;
    return $path;
}

# Nanoseconds on a processor, of all threads of all processes.
sub cpu
{
    my ($server) = @_;
    my $sum = 0;
    foreach my $pid ($server->{pids}->()) {
        foreach my $file (glob "/proc/$pid/task/*/schedstat") {
            open my $fh, '<', $file or next;
            $sum += (split ' ', <$fh> // '')[0] // 0;
        }
    }
    return $sum;
}

# The most that one of its processes has had in memory, in KB.
sub memory
{
    my ($server) = @_;
    my $most = 0;
    foreach my $pid ($server->{pids}->()) {
        open my $fh, '<', "/proc/$pid/status" or next;
        my ($kb) = join('', <$fh>) =~ /^VmHWM:\s+(\d+)/m;
        $most = $kb if $kb && $kb > $most;
    }
    return $most;
}

# From here on that counts anew (proc(5): clear_refs).
sub forget_memory
{
    my ($server) = @_;
    foreach my $pid ($server->{pids}->()) {
        open my $fh, '>', "/proc/$pid/clear_refs" or next;
        print {$fh} "5\n";
    }
}

sub median
{
    my @v = sort { $a <=> $b } @_;
    return @v % 2 ? $v[$#v / 2] : ($v[@v / 2 - 1] + $v[@v / 2]) / 2;
}

1;
