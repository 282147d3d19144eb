#!/usr/bin/perl
# The command line's answers for each page of fixtures/ against what a careful
# reader finds there.
#
#   fixtures.t                 TAP: one test a fact
#   fixtures.t --diff BIN      for people: expected and answered, case by case

use strict;
use warnings;
use FindBin;
use JSON::PP;
use Test::More;

my $bin = $ENV{NF_BIN} // 'build/release/newsfilter';
my $diff = @ARGV && $ARGV[0] eq '--diff';
$bin = $ARGV[1] if $diff && $ARGV[1];
my $root = "$FindBin::Bin/../../fixtures/pages";
my $json = JSON::PP->new->utf8;
my $pretty = JSON::PP->new->canonical->allow_nonref->indent->indent_length(1);

# How to read a fact out of an answer, where it is not the plain member.
my %reading = (
    article => sub {
        return ($_[0]{type} // '')
            =~ /Article$|BlogPosting$|^Report$/ ? 'yes' : 'no';
    },
    author => sub { [map { $_->{name} } @{ $_[0]{author} // [] }] },
    image => sub { $_[0]{image} ? $_[0]{image}[0]{url} : undef },
    publisher => sub { $_[0]{publisher} && $_[0]{publisher}{name} },
    articleBody => sub { [split /\n\n/, $_[0]{articleBody} // ''] },
    ticker => sub { links($_[0]{ticker}, $_[1]) },
    related => sub { links($_[0]{related}, $_[1]) },
    isAccessibleForFree => sub {
        my $free = $_[0]{isAccessibleForFree};
        return defined $free ? ($free ? 'yes' : 'no') : undef;
    },
);

# Labels count where the case names any.
sub links
{
    my ($links, $expected) = @_;
    my $labels = grep { $_->{label} } @$expected;
    return [map {
        my $l = { headline => $_->{headline} };
        $l->{url} = $_->{url} if defined $_->{url};
        $l->{label} = $_->{label} if $labels && defined $_->{label};
        $l;
    } @{ $links // [] }];
}

sub read_json
{
    my ($file) = @_;
    open my $in, '<:raw', $file or die "$file: $!\n";
    local $/;
    return $json->decode(scalar <$in>);
}

sub call
{
    my ($format, $facts, $file) = @_;
    my @command = ($bin, "--output=$format", "--url=$facts->{url}");
    push @command, "--charset=$facts->{charset}" if $facts->{charset};
    open my $out, '-|', @command, $file or die "$bin: $!\n";
    binmode $out;
    local $/;
    my $answer = <$out>;
    close $out;
    return ($? == 0) ? $answer // '' : undef;
}

sub plain
{
    my ($value) = @_;
    return JSON::PP::is_bool($value) ? ($value ? 'yes' : 'no') : $value;
}

# [fact, expected, answered] for each fact of the case
sub compare_facts
{
    my ($facts, $answer) = @_;
    my @rows;
    foreach my $name (sort keys %$facts) {
        next if $name =~ /^(?:url|page|charset|absent|untouched)$/;
        my $expected = plain($facts->{$name});
        my $got = $reading{$name} ? $reading{$name}->($answer, $expected)
            : $answer->{$name};
        s/\+00:00$/Z/ foreach grep { defined && !ref } $expected, $got;
        push @rows, [$name, $expected, $got];
    }
    foreach my $name (@{ $facts->{absent} // [] }) {
        push @rows, ["no $name", undef, $answer->{$name}];
    }
    return @rows;
}

# The page as the filter would send it: untouched, or more by our blocks.
sub check_bytes
{
    my ($name, $facts, $file) = @_;
    my $sent = call('page', $facts, $file);
    open my $in, '<:raw', $file or die "$file: $!\n";
    my $original = do { local $/; <$in> };

    if (!$facts->{article} || $facts->{untouched}) {
        return ok(defined $sent && $sent eq $original, "$name: untouched");
    }
    my $ours = qr{<script type="application/ld\+json" data-newsfilter[^>]*>[^<]*</script>};
    my $less = $sent // '';
    ok($less =~ s/(?:$ours)+\n?// && $less eq $original,
        "$name: our blocks in one place more, else the same");
}

sub run_case
{
    my ($dir) = @_;
    my ($name) = $dir =~ m{([^/]+)/?$};
    my $facts = read_json("$dir/facts.json");
    my $file = "$dir/" . ($facts->{page} // 'in.html');
    my $text = call('json', $facts, $file);
    my $answer = defined $text ? eval { $json->decode($text) } : undef;
    my @rows = compare_facts($facts, $answer // {});

    if ($diff) {
        foreach my $row (@rows) {
            my ($e, $g) = map { $pretty->encode($_) } @$row[1, 2];
            next if $e eq $g;
            binmode STDOUT, ':utf8';
            print "== $name: $row->[0]\n";
            print map { "- $_\n" } split /\n/, $e;
            print map { "+ $_\n" } split /\n/, $g;
        }
        return;
    }
    ok(defined $answer, "$name: an answer");
    is_deeply($_->[2], $_->[1], "$name: $_->[0]") foreach @rows;
    check_bytes($name, $facts, $file);
}

binmode Test::More->builder->$_, ':utf8'
    foreach qw(output failure_output todo_output);
my @cases = grep { -d } glob "$root/*";
cmp_ok(scalar @cases, '>=', 30, 'at least 30 cases') unless $diff;
run_case($_) foreach @cases;
done_testing() unless $diff;
