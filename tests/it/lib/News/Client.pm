# A client that shows the bytes on the wire: framing, order and case of
# headers, cut-off answers.
package News::Client;

use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Time::HiRes qw(time);

my $patience = 30;

sub new
{
    my ($class, %o) = @_;
    my $sock = IO::Socket::INET->new(PeerAddr => '127.0.0.1',
        PeerPort => $o{port}, Proto => 'tcp') or die "connect: $!\n";
    $sock->blocking(1);
    return bless {sock => $sock, in => ''}, $class;
}

sub send { my ($c, $bytes) = @_; print {$c->{sock}} $bytes; return $c }
sub close { CORE::close($_[0]{sock}) }

# More bytes into the buffer; 0 at the end or when patience is over.
sub more
{
    my ($c) = @_;
    return 0 if !IO::Select->new($c->{sock})->can_read($patience);
    return sysread($c->{sock}, $c->{in}, 65536, length $c->{in}) // 0;
}

# Read until the buffer has a match. Returns whether it has.
sub until
{
    my ($c, $pattern) = @_;
    while ($c->{in} !~ $pattern) {
        return 0 if !$c->more;
    }
    return 1;
}

# method, path, headers; HTTP/1.1 and "Connection: close" unless told
# otherwise with _version, _keep.
sub write_request
{
    my ($c, $method, $path, %h) = @_;
    my $version = delete $h{_version} // '1.1';
    my $body = delete $h{_body} // '';
    $h{Host} //= 'news.example';
    $h{Connection} //= 'close';
    $h{'Content-Length'} = length $body if $method eq 'POST';
    return $c->send("$method $path HTTP/$version\r\n"
        . join('', map { "$_: $h{$_}\r\n" } sort keys %h) . "\r\n$body");
}

sub request
{
    my ($c, $method, $path, %h) = @_;
    $c->write_request($method, $path, %h);
    return $c->answer($method eq 'HEAD');
}

# The whole answer of a connection that closes after it.
sub answer
{
    my ($c, $head_only) = @_;
    while ($c->more) { }
    return parse($c->{in}, $head_only);
}

sub parse
{
    my ($bytes, $head_only) = @_;
    my ($head, $wire) = split /\r\n\r\n/, $bytes, 2;
    my %a = (head => $head // '', wire => $wire // '', h => {},
        complete => 1);
    my ($first, @lines) = split /\r\n/, $a{head};
    ($a{status}) = ($first // '') =~ m{^HTTP/\S+ (\d+)};
    foreach (@lines) {
        my ($name, $value) = split /:\s*/, $_, 2;
        push @{$a{all}{lc $name}}, $value;
        $a{h}{lc $name} = join ', ', @{$a{all}{lc $name}};
    }
    $a{status} //= 0;
    return \%a if $head_only;
    if (lc($a{h}{'transfer-encoding'} // '') eq 'chunked') {
        @a{qw(body complete chunks)} = dechunk($a{wire});
    }
    else {
        $a{body} = $a{wire};
        my $length = $a{h}{'content-length'};
        $a{complete} = 0 if defined $length && $length != length $a{wire};
    }
    return \%a;
}

sub dechunk
{
    my ($wire) = @_;
    my ($body, @sizes) = ('');
    while ($wire =~ s/^([0-9a-fA-F]+)[^\r\n]*\r\n//) {
        my $size = hex $1;
        return ($body, 1, \@sizes) if $size == 0;
        push @sizes, $size;
        $body .= substr $wire, 0, $size, '';
        last if $wire !~ s/^\r\n//;
    }
    return ($body, 0, \@sizes);
}

1;
