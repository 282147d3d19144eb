#!/usr/bin/perl
# Each outcome is counted once, and mod_status shows the counters: lines for
# machines, a table for people. A new generation starts from zero.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

plan skip_all => 'no mod_status' if !has_module('status');

my $page = article();
my $own = article(head => '<script type="application/ld+json">{"@context":'
    . '"https://schema.org","@type":"NewsArticle","headline":"Council '
    . 'keeps the lighthouse ferry","datePublished":"2024-11-12T08:30:00'
    . '+01:00","author":{"@type":"Person","name":"Ada Kowalski"}}</script>');
my $backend = News::Backend->new(sub {
    my ($sock) = @_;
    News::Backend::chunked($sock);
    News::Backend::chunk($sock, $_) foreach $page =~ /(.{1,1500})/gs;
    print {$sock} "0\r\n\r\n";
});
my $s = News::Server->new(
    modules => [qw(status env setenvif proxy proxy_http)],
    files => {'news.html' => $page, 'form.html' => plain(),
        'own.html' => $own, 'a.css' => "body { color: black }\n",
        'two.css' => "body { color: white }\n",
        'utf16.html' => "\xFE\xFF" . $page =~ s{(.)}{\0$1}gsr,
        'big.html' => article(n => 200), 'empty.html' => '',
        'quiet.html' => $page},
    conf => <<"CONF");
NewsFilter On
NewsFilterReader On
NewsFilterMaxSize 48K
SetEnvIf Request_URI quiet no-newsfilter
<Location /status>
    SetHandler server-status
    NewsFilter Off
</Location>
ProxyPass /app/ @{[$backend->url]}
<Location /app/>
    NewsFilterMaxDelay 0
</Location>
<Location /two.css>
    SetOutputFilter NEWSFILTER
</Location>
<VirtualHost *:PORT>
    ServerName news.example
</VirtualHost>
<VirtualHost *:PORT>
    ServerName other.example
    NewsFilterSiteName "The Other"
</VirtualHost>
CONF

sub counters
{
    my $a = $s->get('/status?auto');
    return {($a->{body} // '') =~ /^(NewsFilter\w+): (\d+)$/mg};
}

# What grew, as "Key+n ...", beside the sums of detection.
sub grown
{
    my ($before, $after) = @_;
    return join ' ', map { s/^NewsFilter//r . '+'
        . ($after->{"$_"} - ($before->{"$_"} // 0)) }
        grep { !/Bytes|Detection/ && $after->{$_} != ($before->{$_} // 0) }
        sort keys %$after;
}

my $before = counters();
is($before->{NewsFilterArticle}, 0, 'counters start at zero');
is(scalar(grep { $_ } values %$before), 0, 'all of them');
foreach (
    ['/news.html', 'Article+1'],
    ['/app/news.html', 'Article+1'],
    ['/news.html?newsfilter=reader', 'Reader+1'],
    ['/news.html?newsfilter=markdown', 'Markdown+1'],
    ['/news.html?newsfilter=text', 'Text+1'],
    ['/form.html', 'SkipNotArticle+1'],
    ['/form.html?newsfilter=reader', 'SkipNotArticle+1'],
    ['/own.html', 'SkipOwnArticle+1'],
    ['/utf16.html', 'SkipCharset+1'],
    ['/a.css', 'SkipContentType+1'],
    ['/two.css', 'SkipContentType+1'],
    ['/big.html', 'SkipTooLarge+1'],
    ['/empty.html', 'SkipEmpty+1'],
    ['/quiet.html', 'SkipNoNewsfilter+1'],
) {
    my ($path, $want) = @$_;
    $s->get($path);
    my $after = counters();
    is(grown($before, $after), $want, $path);
    $before = $after;
}
my $grew = length($s->get('/news.html')->{body}) - length $page;
my $after = counters();
is($after->{NewsFilterBytesInserted} - $before->{NewsFilterBytesInserted},
    $grew, 'the bytes inserted');
is($after->{NewsFilterDetections} - $before->{NewsFilterDetections}, 1,
    'pages read');
cmp_ok($after->{NewsFilterDetectionMicroseconds}, '>=',
    $before->{NewsFilterDetectionMicroseconds}, 'the time of it');
is($after->{NewsFilterOther}, 0, 'no outcome without a name');
$s->get('/news.html', Host => 'other.example');
is(counters()->{NewsFilterArticle}, $after->{NewsFilterArticle} + 1,
    'virtual hosts count together');

my $html = $s->get('/status')->{body};
like($html, qr{<tr><td>article</td><td>\d+</td></tr>}, 'a table for people');
like($html, qr{<td>skip:not-article</td><td>2</td>}, 'with the reasons');
unlike($html, qr{<td>skip:attachment}, 'and without what never happened');

sub start_again
{
    $s->signal('USR1');
    for (1 .. 500) {
        my $n = counters()->{NewsFilterArticle};
        return 1 if defined $n && $n == 0;
        select undef, undef, undef, 0.02;
    }
    return 0;
}

foreach (1 .. 3) {
    ok(start_again(), 'graceful restart: from zero');
    $s->get('/news.html');
    is(counters()->{NewsFilterArticle}, 1, 'and on');
}
$s->done;

my $none = News::Server->new(files => {'news.html' => $page},
    conf => "NewsFilter On\n");
spliced_ok($none->get('/news.html')->{body}, $page, 'without mod_status');
$none->done;
done_testing();
