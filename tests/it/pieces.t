#!/usr/bin/perl
# A page that comes in a great many small pieces is held in memory of its own
# size, not of a buffer for each piece.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

plan skip_all => 'no /proc' if !-r "/proc/$$/status";
plan skip_all => 'the sanitizer keeps memory'
    if ($ENV{NF_VARIANT} // '') eq 'asan';

my $page = article(n => 8000);
my $large = article(n => 60_000);
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    return News::Backend::ok($sock, $large) if $request =~ /large/;
    my $wire = join '', map { sprintf "%x\r\n%s\r\n", length, $_ }
        $page =~ /(.{1,250})/gs;
    News::Backend::chunked($sock);
    print {$sock} $wire, "0\r\n\r\n";
});

# The most memory, in megabytes, that any child of the server ever had.
sub peak
{
    my ($s) = @_;
    my $most = 0;
    foreach my $path (glob '/proc/[0-9]*/status') {
        my $text = News::Server::slurp($path);
        next if $text !~ /^PPid:\s+$s->{pid}$/m;
        my ($kb) = $text =~ /^VmHWM:\s+(\d+)/m or next;
        $most = $kb / 1024 if $kb / 1024 > $most;
    }
    return $most;
}

# One process a request: threads would have memory of their own.
my $s = News::Server->new(modules => [qw(proxy proxy_http)],
    mpm => 'prefork', files => {'few.html' => $page, 'whole.html' => $large},
    conf => <<"CONF");
NewsFilter On
NewsFilterMaxDelay 60s
NewsFilterMaxSize 64M
ProxyPass /many.html @{[$backend->url]}
ProxyPass /large.html @{[$backend->url]}large
ProxyPass /slow.html @{[$backend->url]}large
<Location /slow.html>
    NewsFilterMaxDelay 0
</Location>
CONF
spliced_ok($s->get('/few.html')->{body}, $page, 'in one piece');
my $before = peak($s);
spliced_ok($s->get('/many.html')->{body}, $page, 'in pieces');
my $grew = peak($s) - $before;
cmp_ok($grew, '<', 16, 'memory')
    || diag(sprintf '%.1f MB more for %.1f MB', $grew, length($page) / 1e6);

# a large page from a backend is in memory once, as the file is
spliced_ok($s->get('/whole.html')->{body}, $large, 'a large file');
foreach my $path ('/large.html', '/slow.html') {
    $before = peak($s);
    spliced_ok($s->get($path)->{body}, $large, "$path: from a backend");
    $grew = (peak($s) - $before) * 1048576 / length $large;
    cmp_ok($grew, '<', 0.6, "$path: memory")
        || diag(sprintf '%.2f of the page more', $grew);
}
$s->done;
done_testing();
