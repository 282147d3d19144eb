#!/usr/bin/perl
# NewsFilterReaderLink: articles say where their reader view is, the rest of
# the page stays as it was, and pages that are no article say nothing.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $own = '<script type="application/ld+json">{"@context":'
    . '"https://schema.org","@type":"NewsArticle","headline":"Council keeps '
    . 'the lighthouse ferry","datePublished":"2024-11-12T08:30:00+01:00",'
    . '"author":{"@type":"Person","name":"Ada Kowalski"}}</script>';
my $page = article();
my $greek = '<p>' . 'Το πλοίο της γραμμής θα συνδέει το νησί με το λιμάνι όλο '
    . 'τον χειμώνα, είπε ο δήμαρχος, και οι κάτοικοι χάρηκαν πολύ γι\' αυτό. '
    x 3 . '</p>';
my $mark = "<p><span data-newsfilter-reader></span></p>\n";
my %pages = (news => $page, form => plain(), own => article(head => $own),
    marked => $page =~ s/<article>\n\K/$mark/r,
    trap => article(head => "<!-- </head> <i data-newsfilter-reader> -->\n"),
    greek => article(n => 0, headline => 'Το πλοίο μένει στο νησί')
        =~ s/lang="en"/lang="el"/r =~ s{</article>}{$greek x 5 . '</article>'}er);
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    my ($name) = $request =~ m{^GET /(\w+)};
    my $at = index $pages{$name}, '<p class="byline">';
    News::Backend::chunked($sock);
    News::Backend::chunk($sock, substr $pages{$name}, 0, $at);
    $wait->();
    News::Backend::chunk($sock, substr $pages{$name}, $at);
    print {$sock} "0\r\n\r\n";
});
my $s = News::Server->new(modules => [qw(proxy proxy_http)],
    files => {map { ("$_.html" => $pages{$_}) } keys %pages},
    conf => <<"CONF");
LogFormat "%{newsfilter}n" outcome
CustomLog ROOT/outcome.log outcome
NewsFilter On
NewsFilterReader On
NewsFilterReaderLink On
ProxyPass /slow/ @{[$backend->url]}
<Location /slow>
    NewsFilterMaxDelay 0
</Location>
CONF

my $button = qr{<a class="newsfilter-reader"[^>]*>.*?</a>}s;
my $link = qr{<link rel="alternate" type="text/(?:html|markdown)"[^>]*>};
my $block = qr{<script type="application/ld\+json" data-newsfilter>.*?</script>}s;

sub without_ours { return $_[0] =~ s/$block|$button|$link//gr }

my $a = $s->get('/news.html?a=1&b=2');
my $body = $a->{body};
same_ok(without_ours($body), $page, 'nothing else changed');
is(scalar(() = $body =~ /$block/g), 1, 'the JSON-LD');
my ($head) = $body =~ m{^(.*?)</head>}s;
like($head, qr{<link rel="alternate" type="text/html" href="/news\.html\?a=1&amp;b=2&amp;newsfilter=reader" />},
    'a link to the reader view in the head');
like($head, qr{<link rel="alternate" type="text/markdown" href="/news\.html\?a=1&amp;b=2&amp;newsfilter=markdown" />},
    'and to the Markdown');
my ($b) = $body =~ /($button)/;
like($b, qr{href="/news\.html\?a=1&amp;b=2&amp;newsfilter=reader"},
    'a button to the reader view');
like($b, qr{>Reader view</a>}, 'with a name');
like($b, qr{style="position:fixed}, 'in the corner');
is($a->{h}{'content-length'}, length $a->{wire}, 'an exact length');

$body = $s->get('/marked.html')->{body};
same_ok(without_ours($body), $pages{marked}, 'marked: nothing else changed');
like($body, qr{<span data-newsfilter-reader><a class="newsfilter-reader"[^>]*></span>|<span data-newsfilter-reader><a class="newsfilter-reader"[^>]*>Reader view</a></span>},
    'the button stands in the marked element');
unlike($body, qr{style="position}, 'without a dress of ours');

$body = $s->get('/trap.html')->{body};
same_ok(without_ours($body), $pages{trap}, 'marks in comments are none');
like($body, qr{-->\n(?:<link rel="alternate"[^>]*>){2}</head>},
    'and the links stand at the real end of the head');

$body = $s->get('/own.html')->{body};
same_ok(without_ours($body), $pages{own}, 'own article: nothing else changed');
unlike($body, $block, 'no second article');
like($body, $button, 'but the button');
like($s->get('/greek.html')->{body}, qr{<a [^>]*>(?:&#x3[0-9A-F]{2};| )+</a>},
    'its name in the page\'s language, in ASCII');

same_ok($s->get('/form.html')->{body}, plain(), 'no article: as it is');
unlike($s->get('/news.html?newsfilter=reader')->{body}, $button,
    'none in the reader view');
like($s->get('//news.html')->{body} // '', qr{href="/news\.html\?},
    'an address that looks like a host is not repeated');

my $c = $s->client->write_request('GET', '/slow/marked');
$c->until(qr/<h1>/);
$backend->step;
$body = $c->answer->{body};
same_ok(without_ours($body), $pages{marked}, 'streamed: nothing else changed');
like($body, $block, 'the JSON-LD all the same');
unlike($body, $link, 'places that have passed are left out');
$c = $s->client->write_request('GET', '/slow/own');
$c->until(qr/<h1>/);
$backend->step;
like($c->answer->{body}, $button, 'streamed, own article: the button');

ok($s->await_log(qr/./), 'log');
my $log = News::Server::slurp("$s->{root}/outcome.log");
like($log, qr/^article$/m, 'outcome: article');
like($log, qr/^amended$/m, 'outcome: amended');
$s->done;
done_testing();
