# An application behind FastCGI, SCGI or uwsgi: a News::Backend that speaks the
# protocol, so that a test writes only what a script would.
#
#   my $g = News::Gateway->new('fcgi', sub {
#       my ($write, $env, $wait) = @_;
#       $write->("Content-Type: text/html\r\n\r\n<p>...");
#   });
#
# A script that dies breaks the connection off.
package News::Gateway;

use strict;
use warnings;
use News::Backend;
use parent -norequire, 'News::Backend';

my %protocols = (
    fcgi => [\&read_fcgi, \&write_fcgi, \&end_fcgi],
    scgi => [\&read_scgi, \&write_plain, sub { }],
    uwsgi => [\&read_uwsgi, \&write_http, sub { }],
);

sub new
{
    my ($class, $protocol, $script) = @_;
    my ($read, $write, $end) = @{$protocols{$protocol}};
    return $class->SUPER::new(sub {
        my ($sock, $env, $wait) = @_;
        my $started;
        eval {
            $script->(sub { $write->($sock, $_[0], $started++) }, $env, $wait);
            $end->($sock);
        };
    }, $read);
}

sub url { my ($g, $scheme) = @_; return "$scheme://127.0.0.1:$g->{port}/" }

sub take
{
    my ($sock, $n) = @_;
    my $got = '';
    while (length $got < $n) {
        last if !sysread $sock, $got, $n - length $got, length $got;
    }
    return $got;
}

# FastCGI 1.0: records of version, type, request, length, padding.
sub record
{
    my ($type, $bytes) = @_;
    return pack('CCnnCx', 1, $type, 1, length $bytes, 0) . $bytes;
}

sub fcgi_length
{
    my ($bytes) = @_;
    my $n = unpack 'C', $$bytes;
    return unpack 'C', substr $$bytes, 0, 1, '' if $n < 128;
    return 0x7FFFFFFF & unpack 'N', substr $$bytes, 0, 4, '';
}

sub read_fcgi
{
    my ($sock) = @_;
    my ($params, %env) = ('');
    for (;;) {
        my $head = take($sock, 8);
        return if length $head < 8;
        my (undef, $type, undef, $length, $padding) = unpack 'CCnnC', $head;
        my $bytes = take($sock, $length);
        take($sock, $padding);
        $params .= $bytes if $type == 4;
        last if $type == 5 && $length == 0;
    }
    while (length $params) {
        my ($n, $v) = (fcgi_length(\$params), fcgi_length(\$params));
        my $name = substr $params, 0, $n, '';
        $env{$name} = substr $params, 0, $v, '';
    }
    return \%env;
}

sub write_fcgi
{
    my ($sock, $bytes) = @_;
    print {$sock} record(6, substr $bytes, 0, 32000, '') while length $bytes;
}

sub end_fcgi { print {$_[0]} record(6, ''), record(3, pack 'NCx3', 0, 0) }

# A netstring of names and values, each ended by NUL.
sub read_scgi
{
    my ($sock) = @_;
    my ($length, $byte) = ('');
    $length .= $byte while sysread($sock, $byte, 1) && $byte =~ /\d/;
    return if $length eq '';
    my %env = take($sock, $length + 1) =~ /([^\0]*)\0([^\0]*)\0/g;
    take($sock, $env{CONTENT_LENGTH} || 0);
    return \%env;
}

sub write_plain { my ($sock, $bytes) = @_; print {$sock} $bytes }

# Modifier, length, modifier; names and values behind their lengths.
sub read_uwsgi
{
    my ($sock) = @_;
    my $head = take($sock, 4);
    return if length $head < 4;
    my $vars = take($sock, unpack 'xv', $head);
    my %env = unpack '(v/a)*', $vars;
    take($sock, $env{CONTENT_LENGTH} || 0);
    return \%env;
}

# The answer is HTTP, not CGI.
sub write_http
{
    my ($sock, $bytes, $started) = @_;
    my $status = !$started && $bytes =~ s/^Status: (.*)\r\n// ? $1 : '200 OK';
    print {$sock} $started ? '' : "HTTP/1.1 $status\r\n", $bytes;
}

1;
