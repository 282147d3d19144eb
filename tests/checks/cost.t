#!/usr/bin/perl
# What a detection costs, in instructions that callgrind counts: over some
# fixtures and pages of made shapes not a tenth more than tests/checks/cost
# says, and for a byte of a large page no more than for one of a small page.
#
#   tests/checks/cost.t --bless    writes what it costs now into that file
#
# The counts are held against libxml2's SAX parse in the same run, and the C
# library takes the functions that every processor has. A figure is good for
# one version of libxml2; there is none for others, which is said.

use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $bench = ($ENV{NF_BUILD} // 'build/release') . '/bench';
my $record = 'tests/checks/cost';
my $bless = @ARGV && $ARGV[0] eq '--bless';
my @pages = map { "fixtures/pages/$_/in.html" } qw(agency-en amp-en
    block-theme-de br-soup-ru buddhist-th drupal-fr front-en gallery-en
    khmer-km live-blog-en own-jsonld-en rtl-ar shop-en wp-classic-en);
my ($small, $large) = (16, 64);    # KB
my $dir = tempdir(CLEANUP => 1);

# valgrind shows programs a processor with fewer abilities than the real one
$ENV{GLIBC_TUNABLES} = 'glibc.cpu.hwcaps='
    . '-AVX2,-AVX_Fast_Unaligned_Load,-ERMS,-FSRM,-SSE4_2,-SSE4_1,-SSSE3';

sub valgrind
{
    my ($options, @command) = @_;
    open my $out, '-|', 'valgrind', '-q', '--tool=callgrind',
        "--callgrind-out-file=$dir/out", @$options, $bench, @command
        or die "valgrind: $!\n";
    my @lines = <$out>;
    close $out or die "valgrind $bench: $?\n";
    return @lines;
}

# instructions of the calls of one function, those within it included
sub total
{
    my ($part) = @_;
    open my $f, '<', "$dir/out.$part" or die "$dir/out.$part: $!\n";
    my ($line) = grep { /^totals:/ } <$f>;
    return (split ' ', $line)[1];
}

# sax, detect, enrich: instructions over the fixtures
sub methods
{
    my %cost;

    foreach my $name (qw(sax detect enrich)) {
        valgrind(["--toggle-collect=bench_$name"], 'once', @pages);
        rename "$dir/out", "$dir/out.$name" or die "$dir/out: $!\n";
        $cost{$name} = total($name);
    }
    return %cost;
}

# [name, instructions a byte of the small page, of the large one]
sub shapes
{
    my @lines = valgrind([qw(--dump-after=bench_shape
        --zero-before=bench_shape)], 'shapes', $small, $large);
    my (@shapes, $part);

    foreach (@lines) {
        my ($bytes, $name) = /^(\d+)\t(.+)$/ or next;
        my $cost = total(++$part) / $bytes;

        $part % 2 ? push @shapes, [$name, $cost] : push @{$shapes[-1]}, $cost;
    }
    return @shapes;
}

sub recorded
{
    my ($version) = @_;
    open my $f, '<', $record or return;
    my %is = map { /^\Q$version\E (\w+) ([\d.]+)$/ ? ($1, $2) : () } <$f>;
    return %is;
}

sub write_record
{
    my ($version, %now) = @_;
    open my $in, '<', $record or die "$record: $!\n";
    my @lines = grep { !/^\Q$version\E / } <$in>;
    open my $out, '>', $record or die "$record: $!\n";
    print $out @lines,
        map { sprintf "%s %s %.3f\n", $version, $_, $now{$_} } sort keys %now;
    close $out or die "$record: $!\n";
}

plan skip_all => 'no valgrind' if system 'command -v valgrind >/dev/null';
plan skip_all => "no $bench" if !-x $bench;
chomp(my $version = qx(pkg-config --modversion libxml-2.0));
my %cost = methods();
my @shapes = shapes();
my $bytes = 0;
$bytes += -s for @pages;
my $unit = $cost{sax} / $bytes;
my %now = map { $_ => $cost{$_} / $cost{sax} } qw(detect enrich);
$now{shapes} += $_->[2] / $unit / @shapes for @shapes;

if ($bless) {
    write_record($version, %now);
    plan skip_all => "$record is written";
}
my %was = recorded($version);
foreach my $name (sort keys %now) {
    SKIP: {
        skip "no figure for libxml2 $version in $record", 1 if !$was{$name};
        cmp_ok($now{$name}, '<', $was{$name} * 1.1,
            "$name: less than a tenth above the $was{$name} in $record"
                . " (worth it: $0 --bless)");
        diag sprintf "%s: %.3f, not %.3f: $0 --bless", $name, $now{$name},
            $was{$name} if $now{$name} < $was{$name} * 0.9;
    }
}
cmp_ok($_->[2], '<', $_->[1] * 1.15, "$_->[0]: large pages cost no more")
    foreach @shapes;
done_testing();
