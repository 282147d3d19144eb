#!/usr/bin/perl
# The life of the module in a running server: enabled by a graceful restart
# (a2enmod and reload), twenty of these under load without a failed request,
# a wrong directive that is refused while the server goes on, and unloaded.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use POSIX ();
use Test::More;

my $rounds = 20;
my $page = article();
my $s = News::Server->new(files => {'n.html' => $page}, module => 0,
    conf => "LogLevel notice\n");
same_ok($s->get('/n.html')->{body}, $page, 'not loaded');

# Whether the page is enriched, as soon as that is as wanted.
sub becomes
{
    my ($want) = @_;
    my $is = -1;
    for (1 .. 1000) {
        my $body = $s->get('/n.html')->{body} // '';
        $is = defined jsonld_of($body) ? 1 : 0;
        return 1 if $is == $want;
        select undef, undef, undef, 0.02;
    }
    return 0;
}

sub generations { return scalar(() = $s->log =~ /resuming normal/g) }

# Restart, with requests of our own in the midst of it.
my ($all, $good) = (0, 0);
sub graceful
{
    my $before = generations();
    $s->signal('USR1');
    count() foreach 1 .. 2;
    for (1 .. 1500) {
        return 1 if generations() > $before;
        select undef, undef, undef, 0.02;
    }
    return 0;
}

sub count
{
    my ($block, $rest) = News::Pages::cut(
        eval { $s->get('/n.html')->{body} } // '');
    $all++;
    $good++ if defined $block && $rest eq $page;
}

# A client: gets the page until the pipe is closed; how many came, how many
# whole. Refused for a moment is a failed request too.
pipe my $stop, my $go_on or die "pipe: $!\n";
sub load
{
    pipe my $read, my $write or die "pipe: $!\n";
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        close $go_on;
        my $end = IO::Select->new($stop);
        ($all, $good) = (0, 0);
        do { count() } until $end->can_read(0);
        syswrite $write, "$all $good\n";
        POSIX::_exit(0);
    }
    return {pid => $pid, result => $read};
}

$s->{module} = 1;
$s->{conf} = "LogLevel notice\nNewsFilter On\n";
$s->write_conf;
ok(graceful(), 'restarted');
ok(becomes(1), 'enabled by a graceful restart');

($all, $good) = (0, 0);
my @clients = map { load() } 1 .. 3;
my $done = grep { graceful() } 1 .. $rounds;
is($done, $rounds, "$rounds graceful restarts");
close $go_on;
foreach my $client (@clients) {
    my ($n, $whole) = split ' ', readline($client->{result}) // '0 0';
    waitpid $client->{pid}, 0;
    $all += $n;
    $good += $whole;
}
cmp_ok($all, '>', 2 * $rounds, 'under load');
is($good, $all, 'every answer during them is whole');

# httpd looks at the new configuration before it takes leave of the old one
$s->{conf} =~ s/On/Perhaps/;
$s->write_conf;
my $httpd = $News::Server::httpd;
isnt(system("$httpd -t -d $s->{root} -f $s->{root}/httpd.conf >/dev/null 2>&1"),
    0, 'a wrong directive is refused');
ok(becomes(1), 'the server goes on');

$s->{module} = 0;
$s->{conf} = "LogLevel notice\n";
$s->write_conf;
ok(graceful(), 'restarted');
ok(becomes(0), 'unloaded by a graceful restart');
same_ok($s->get('/n.html')->{body}, $page, 'as if it had not been there');
$s->done;
done_testing();
