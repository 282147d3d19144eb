#!/usr/bin/perl
# Every development page of the evaluation data through a real httpd: bytes
# outside the block are the page's own. Skipped where the data is not.

use strict;
use warnings;
use File::Basename qw(basename);
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $shared = $ENV{NF_SHARED} // "$FindBin::Bin/../../../shared";
my @files = glob "$shared/eval/pages/aeb-*.html.gz";
plan skip_all => 'no evaluation pages here' if !@files;

# The same bytes in two places: one where the filter works, one where not.
my $s = News::Server->new(conf => <<'CONF');
NewsFilter On
NewsFilterReader On
NewsFilterMaxSize 16M
CONF
my (%count, @names, %page, @damaged, @lengths);
foreach my $file (@files) {
    my $name = basename($file) =~ s/\.gz$//r;
    open my $in, '-|', 'gzip', '-dc', $file or die "$file: $!\n";
    binmode $in;
    local $/;
    $page{$name} = <$in>;
    $s->put($name, $page{$name});
    push @names, $name;
}
foreach my $name (@names) {
    my $answer = $s->get("/$name");
    my $body = $answer->{body} // '';
    my ($block, $rest) = $body eq $page{$name} ? (undef, $body)
        : News::Pages::cut($body);
    $count{defined $block ? 'enriched' : 'left alone'}++;
    push @damaged, $name if $rest ne $page{$name} || $answer->{status} != 200;
    push @lengths, $name
        if ($answer->{h}{'content-length'} // -1) != length $answer->{wire};
    my $view = $s->get("/$name?newsfilter=reader");
    $count{'reader view'}++ if ($view->{h}{'x-robots-tag'} // '') eq 'noindex';
    push @lengths, "$name (view)" if !$view->{complete};
    if (my $dir = $ENV{NF_KEEP_SERVED}) {
        $s->write("$dir/served/$name", $body);
        $s->write("$dir/original/$name", $page{$name});
    }
}
is("@damaged", '', 'bytes outside the block are the same on every page');
is("@lengths", '', 'every length is exact');
$count{pages} = @names;
note(join ', ', map { "$_: $count{$_}" } sort keys %count);
if ($s->await_log(qr/\Q$names[-1]\E/, 1)) {
    my %why;
    my $log = $s->access_log;
    $why{$1}++ while $log =~ /^200 GET \S+html HTTP\S+ note=(\S+)/mg;
    note(join ', ', map { "$_: $why{$_}" } sort keys %why);
}
$s->done;
done_testing();
