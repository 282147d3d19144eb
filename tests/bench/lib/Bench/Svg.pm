# Two kinds of pictures, as SVG: bars and steps.
package Bench::Svg;

use strict;
use warnings;
use Exporter qw(import);
use List::Util qw(max);

our @EXPORT_OK = qw(bars steps);

my @colours = map { "#$_" } qw(2a6f97 bc4b51 5b8e7d f4a259 8b6f9c 333333);
my $font = 'font-family="sans-serif" font-size="12"';

sub page
{
    my ($height, $title, @parts) = @_;
    return qq(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 )
        . qq($height" role="img" aria-label="$title" $font>\n)
        . qq(<rect width="640" height="$height" fill="#fff"/>\n)
        . qq(<text x="10" y="20" font-size="14">$title</text>\n)
        . join('', map { "$_\n" } @parts) . "</svg>\n";
}

# rows: [label, value, is it ours]
sub bars
{
    my ($title, $unit, @rows) = @_;
    my $most = max map { $_->[1] } @rows;
    my ($y, @parts) = (34);
    foreach my $row (@rows) {
        my ($label, $value, $ours) = @$row;
        my $width = sprintf '%.1f', max(1, 330 * $value / $most);
        my $colour = $ours ? $colours[1] : $colours[0];
        push @parts, sprintf '<text x="200" y="%d" text-anchor="end">%s'
            . '</text><rect x="208" y="%d" width="%s" height="14" fill="%s"/>'
            . '<text x="%.1f" y="%d">%.0f %s</text>', $y + 12, $label, $y + 1,
            $width, $colour, 214 + $width, $y + 12, $value, $unit;
        $y += 22;
    }
    return page($y + 10, $title, @parts);
}

# lines: [label, [[x, share] ...]]; x in milliseconds
sub steps
{
    my ($title, @lines) = @_;
    my $most = max map { $_->[1][-1][0] } @lines;
    my ($n, @parts) = (0);
    foreach my $line (@lines) {
        my ($label, $points) = @$line;
        my ($path, $last) = ('M40,230', 230);
        foreach my $point (@$points) {
            my $x = 40 + 440 * $point->[0] / $most;
            my $y = 230 - 190 * $point->[1];
            $path .= sprintf ' L%.1f,%.1f L%.1f,%.1f', $x, $last, $x, $y;
            $last = $y;
        }
        push @parts, qq(<path d="$path" fill="none" stroke="$colours[$n]" )
            . 'stroke-width="2"/>', sprintf '<text x="495" y="%d" fill="%s">'
            . '%s</text>', 60 + 18 * $n, $colours[$n], $label;
        $n++;
    }
    push @parts, '<path d="M40,40 V230 H480" fill="none" stroke="#888"/>',
        '<text x="36" y="44" text-anchor="end">100%</text>',
        sprintf '<text x="480" y="248" text-anchor="end">%.0f ms</text>',
        $most;
    return page(260, $title, @parts);
}

1;
