#!/usr/bin/perl
# Includes run one way, httpd -> render -> detect -> page, and the core knows
# nothing of httpd.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Sources qw(c_files slurp);
use Test::More;

my %rank = (page => 0, detect => 1, rules => 1, render => 2, httpd => 3,
    cli => 3);
my $server_header = qr/^(?:httpd|http_\w+|ap_\w+|util_\w+|mod_\w+|scoreboard)
    \.h$/x;

sub room
{
    my ($path) = @_;
    return $path =~ m{mod_newsfilter/(\w+)/} ? $1 : 'httpd';
}

sub included
{
    my ($file) = @_;
    return slurp($file) =~ /^\s*#\s*include\s*["<]([^">]+)[">]/mg;
}

sub wrong_includes
{
    my ($file) = @_;
    my $room = room($file);
    my @wrong;
    foreach my $name (included($file)) {
        my ($other) = $name =~ m{(?:^|/)(page|detect|rules|render|httpd|cli)/};
        push @wrong, $name if defined $other && $rank{$other} > $rank{$room};
        push @wrong, $name if $room ne 'httpd' && $name =~ $server_header;
    }
    return @wrong;
}

sub server_calls
{
    my ($file) = @_;
    my $text = slurp($file);
    $text =~ s{/\*.*?\*/}{}gs;
    $text =~ s{"(?:[^"\\]|\\.)*"}{""}g;
    return $text =~ /\b(ap_\w+\s*\(|AP_\w+|request_rec|server_rec)/g;
}

my @files = c_files('mod_newsfilter');
ok(@files > 0, 'there are sources');
foreach my $file (@files) {
    my @wrong = wrong_includes($file);
    is("@wrong", '', "$file includes downwards");
    next if room($file) eq 'httpd';
    my @calls = server_calls($file);
    is("@calls", '', "$file needs no httpd");
}
done_testing();
