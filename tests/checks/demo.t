#!/usr/bin/perl
# make demo: the sample site, a folder of one's own, a site behind; each
# address it prints answers as it says, and stopping it stops the server.

use strict;
use warnings;
use FindBin;
use File::Copy qw(copy);
use File::Temp qw(tempdir);
use HTTP::Tiny;
use IO::Socket::INET;
use Test::More;

my $root = "$FindBin::Bin/../..";
my $module = $ENV{NF_MODULE} // "$root/build/release/mod_newsfilter.so";
my $http = HTTP::Tiny->new(timeout => 20);
my $block = qr{<script type="application/ld\+json" data-newsfilter};

# A demo with these variables; returns [pid, port, what it printed, folder].
sub start
{
    my (%env) = @_;
    my $dir = tempdir(CLEANUP => 1);
    chmod 0755, $dir;
    my $pid = open my $out, '-|';
    defined $pid or die "fork: $!\n";
    if (!$pid) {
        %ENV = (%ENV, MODULE => $module, BUILD => $dir, DOCROOT => '',
            BACKEND => '', PORT => free_port(), %env);
        open STDERR, '>&', \*STDOUT;
        exec "$root/tools/demo" or exit 127;
    }
    my $text = '';
    while (my $line = <$out>) {
        $text .= $line;
        last if $line =~ /Ctrl-C/;
    }
    my ($port) = $text =~ /127\.0\.0\.1:(\d+)/;
    return { pid => $pid, port => $port, text => $text, dir => $dir,
        out => $out };
}

sub free_port
{
    return IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1')
        ->sockport;
}

sub get
{
    my ($demo, $path) = @_;
    return $http->get("http://127.0.0.1:$demo->{port}$path");
}

sub stop
{
    my ($demo) = @_;
    open my $in, '<', "$demo->{dir}/demo/httpd.pid";
    my $server = defined $in ? <$in> : 0;
    kill 'TERM', $demo->{pid};
    close $demo->{out};
    ok($server && !kill(0, $server), 'stopping it stops the server');
}

my $site = start();
ok($site->{port}, 'it says where it listens') or BAIL_OUT($site->{text});
my @printed = $site->{text} =~ m{http://127\.0\.0\.1:\d+(/\S*)}g;
is(scalar @printed, 5, 'five addresses');
foreach my $path (@printed) {
    is(get($site, $path)->{status}, 200, $path);
}
like(get($site, '/news/ferry.html')->{content}, $block, 'the article');
like(get($site, '/news/ferry.html?newsfilter=reader')->{headers}
    {'content-security-policy'} // '', qr/default-src/, 'its reader view');
unlike(get($site, '/')->{content}, $block, 'the front page');
unlike(get($site, '/about.html')->{content}, $block, 'no news');
is(get($site, '/nothing-here')->{status}, 404, 'a missing page');

my $behind = start(BACKEND => "http://127.0.0.1:$site->{port}");
like(get($behind, '/news/snow.html')->{content}, $block, 'a site behind');
stop($behind);
stop($site);

my $own = tempdir(CLEANUP => 1);
chmod 0755, $own;
copy("$root/fixtures/site/news/snow.html", "$own/saved page.html");
my $folder = start(DOCROOT => $own);
like(get($folder, '/saved%20page.html')->{content}, $block, 'own pages');
stop($folder);

my $nowhere = start(DOCROOT => "$own/none");
like($nowhere->{text}, qr/is no folder/, 'a folder that is not there');
done_testing();
