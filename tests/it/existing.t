#!/usr/bin/perl
# A page's own JSON-LD kept, completed or replaced: bytes go out of the page,
# wherever its pieces end, and everything beside them stays.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $open = '<script id="seo" type="application/ld+json">';
my $json = '{"@context":"https://schema.org","@type":"NewsArticle",'
    . '"headline":"Council keeps the lighthouse ferry","author":'
    . '{"@type":"Person","name":"Ada Kowalski"},"datePublished":""}';
my $page = article(head => "$open$json</script>\n");
my $broken = article(head => "$open/* seo */ $json;</script>\n");

# In one piece, or in pieces of N bytes; /slow/ waits in the middle.
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    my ($size) = $request =~ m{^GET /(\d+)};
    News::Backend::chunked($sock);
    if (!$size) {
        News::Backend::chunk($sock, substr $page, 0, 2000);
        $wait->();
        News::Backend::chunk($sock, substr $page, 2000);
    }
    else {
        print {$sock} map { sprintf "%x\r\n%s\r\n", length, $_ }
            $page =~ /(.{1,$size})/gs;
    }
    print {$sock} "0\r\n\r\n";
});
my $s = News::Server->new(
    modules => [qw(proxy proxy_http alias)],
    files => {'page.html' => $page, 'broken.html' => $broken},
    conf => "NewsFilter On\nNewsFilterMaxDelay 60s\n" . join '',
    map { <<"CONF" } qw(keep complete replace));
Alias /$_/file ROOT/htdocs
ProxyPass /$_/cut/ @{[$backend->url]}
ProxyPass /$_/slow/ @{[$backend->url]}
<Location /$_>
    NewsFilterExisting $_
</Location>
<Location /$_/slow>
    NewsFilterMaxDelay 0
</Location>
CONF

my ($before, $after) = $page =~ /^(.*?<script id.*?>).*?(<\/script>.*)$/s;
my ($front) = $before =~ /^(.*)<script/s;
my ($rest) = $after =~ /^<\/script>(.*)$/s;

sub completed
{
    my ($body) = @_;
    my ($block) = $body =~ /^\Q$before\E\s*(\{.*\})\Q$after\E$/s or return 0;
    return index($block, substr($json, 0, -3)) == 0
        && $block =~ /"datePublished":"2024-11-12T08:30:00\+01:00"/
        && $block =~ /"inLanguage":"en"/;
}

sub replaced
{
    my ($body) = @_;
    my ($block) = $body =~ /^\Q$front\E<script [^>]*newsfilter>(.*)<\/script>
        \Q$rest\E$/xs or return 0;
    return $block =~ /"datePublished":"2024/ && $block !~ /<script/;
}

foreach my $how ('file/page.html', map { "cut/$_" } 1, 7, 64, 5000) {
    my $keep = $s->get("/keep/$how");
    same_ok($keep->{body}, $page, "$how: kept");
    my $complete = $s->get("/complete/$how");
    ok(completed($complete->{body}), "$how: completed");
    my $replace = $s->get("/replace/$how");
    ok(replaced($replace->{body}), "$how: replaced");
    ok($complete->{complete} && $replace->{complete}, "$how: whole");
}
spliced_ok($s->get('/keep/file/broken.html')->{body}, $broken,
    'a broken one counts as none');
ok(completed($s->get('/complete/file/broken.html')->{body}),
    'and is repaired');

# Its place has gone out when the page is known.
foreach my $mode (qw(complete replace)) {
    my $c = $s->client->write_request('GET', "/$mode/slow/");
    ok($c->until(qr/<body>/), "$mode: streamed");
    $backend->step;
    same_ok($c->answer->{body}, $page, "$mode: kept");
}
ok($s->await_log(qr{/replace/slow/ .*note=skip:own-article}, 1), 'and noted');
$s->done;
done_testing();
