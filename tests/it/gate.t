#!/usr/bin/perl
# Responses that may not be touched leave as they came, each with its reason.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article();
plan skip_all => 'no mod_asis' if !has_module('asis');

# file => [headers, reason]
my %as_is = (
    notransform => ["Cache-Control: public, no-transform", 'no-transform'],
    encoded => ["Content-Encoding: br", 'content-encoding'],
    ranged => ["Content-Range: bytes 0-9/99", 'content-range'],
    download => ["Content-Disposition: attachment; filename=a.html",
        'attachment'],
    created => ["Status: 201 Created", 'status'],
    json => ["Content-Type: application/json", 'content-type'],
    html5 => ["Content-Type: text/html5", 'content-type'],
);
my %fine = (
    upper => 'Content-Type: TEXT/HTML;CHARSET=UTF-8',
    xhtml => 'Content-Type: application/xhtml+xml',
    identity => 'Content-Encoding: identity',
    inline => 'Content-Disposition: inline',
    cached => 'Cache-Control: max-age=60',
);
sub as_is
{
    my ($headers) = @_;
    $headers .= "\nContent-Type: text/html" if $headers !~ /^Content-Type/;
    return "$headers\n\n$page";
}
my %files = ('page.html' => $page, 'err/404.html' => $page);
$files{"$_.asis"} = as_is($as_is{$_}[0]) foreach keys %as_is;
$files{"$_.asis"} = as_is($fine{$_}) foreach keys %fine;
my $s = News::Server->new(files => \%files,
    modules => [qw(asis env setenvif alias)], conf => <<'CONF');
NewsFilter On
AddHandler send-as-is asis
SetEnvIf Request_URI "quiet" no-newsfilter
Alias /quiet ROOT/htdocs
Alias /coded ROOT/htdocs
ErrorDocument 404 /err/404.html
<Location /coded>
    AddEncoding x-gzip .html
</Location>
CONF

sub reason_ok
{
    my ($path, $reason) = @_;
    ok($s->await_log(qr{\Q$path\E HTTP/1\.1 note=skip:\Q$reason\E$}m, 1),
        "$path: $reason");
}

foreach my $name (sort keys %as_is) {
    my $a = $s->get("/$name.asis");
    same_ok($a->{body}, $page, "$name: as it was");
    reason_ok("/$name.asis", $as_is{$name}[1]);
}
foreach my $name (sort keys %fine) {
    spliced_ok($s->get("/$name.asis")->{body}, $page, "$name: enriched");
}
same_ok($s->get('/quiet/page.html')->{body}, $page, 'no-newsfilter');
reason_ok('/quiet/page.html', 'no-newsfilter');
same_ok($s->get('/coded/page.html')->{body}, $page, 'AddEncoding');
reason_ok('/coded/page.html', 'content-encoding');
my $a = $s->get('/missing.html');
is($a->{status}, 404, 'ErrorDocument');
same_ok($a->{body}, $page, 'as it was');
$a = $s->get('/page.html', 'Cache-Control' => 'no-transform');
same_ok($a->{body}, $page, 'the client wants no transformation');
reason_ok('/page.html', 'no-transform');
$a = $s->client->request('POST', '/page.html');
isnt($a->{status}, 0, 'POST is answered');
$s->done;
done_testing();
