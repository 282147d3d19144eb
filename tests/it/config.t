#!/usr/bin/perl
# Wrong directives are refused when the server starts, with a message that
# names the directive and says what to write.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Server;
use Test::More;

chomp(my $libexec = qx(apxs -q LIBEXECDIR 2>/dev/null));
my @wrong = (
    ['NewsFilter Maybe', qr/NewsFilter must be On or Off/],
    ['NewsFilterMaxSize 12abc', qr/NewsFilterMaxSize: '12abc'.*example 4M/],
    ['NewsFilterMaxSize -1', qr/NewsFilterMaxSize: '-1'/],
    ['NewsFilterMaxSize 10', qr/NewsFilterMaxSize: '10'.*between 1K/],
    ['NewsFilterMaxSize 99999999999999999999', qr/NewsFilterMaxSize: /],
    ['NewsFilterMaxSize 4000M', qr/NewsFilterMaxSize: /],
    ['NewsFilterMaxDelay soon', qr/NewsFilterMaxDelay: 'soon'.*500ms/],
    ['NewsFilterMaxDelay 2h', qr/NewsFilterMaxDelay: '2h'/],
    ['NewsFilterReaderParam a&b', qr/NewsFilterReaderParam: 'a&b'.*letters/],
    ['NewsFilterReader Perhaps', qr/NewsFilterReader: 'Perhaps'.*Always/],
    ['NewsFilterReaderPrefix reader', qr/NewsFilterReaderPrefix: 'reader'/],
    ['NewsFilterReaderPrefix /', qr{NewsFilterReaderPrefix: '/'.*/reader/}],
    ['NewsFilterReaderPrefix /a"b/', qr/NewsFilterReaderPrefix: /],
    ['NewsFilterReaderPrefix /a/../b/', qr/NewsFilterReaderPrefix: /],
    ['NewsFilterReaderFormats pdf', qr/Formats: 'pdf'.*markdown/],
    ['NewsFilterReaderFormats', qr/NewsFilterReaderFormats: name some/],
    ['NewsFilterReaderNegotiate 2', qr/NewsFilterReaderNegotiate must be/],
    ['NewsFilterReaderCookie 2', qr/NewsFilterReaderCookie must be/],
    ['NewsFilterReaderLink 2', qr/NewsFilterReaderLink must be/],
    ['NewsFilterCharset latin-99', qr/NewsFilterCharset: 'latin-99'.*label/],
    ['NewsFilterCharset utf-16', qr/NewsFilterCharset: 'utf-16'/],
    ['NewsFilterSiteName " "', qr/NewsFilterSiteName: .*quotes/],
    ['NewsFilterTicker Maybe', qr/NewsFilterTicker: 'Maybe'.*On, Off, Page/],
    ['NewsFilterTickerSelector "a:hover"',
        qr/NewsFilterTickerSelector: 'a:hover'.*understood.*XPath/],
    ['NewsFilterTickerSelector "//a["',
        qr/NewsFilterTickerSelector: '\/\/a\['.*no XPath/],
    ['NewsFilterTickerSelector "(1+2)"', qr/NewsFilterTickerSelector: '\(1/],
    ['NewsFilterTickerSelector " "', qr/NewsFilterTickerSelector: ' '/],
    ['NewsFilterExisting merge',
        qr/NewsFilterExisting: 'merge'.*keep, complete or replace/],
    ['NewsFilterPublisher " "', qr/NewsFilterPublisher: .*quotes/],
    ['NewsFilterPublisher Post /about',
        qr/NewsFilterPublisher: '\/about' is no absolute.*https:/],
    ['NewsFilterPublisher Post https://p.example/ data:image/png,x',
        qr/NewsFilterPublisher: 'data:/],
    ['NewsFilterPolicy ethics https://p.example/e',
        qr/NewsFilterPolicy: 'ethics' .*ethicsPolicy/],
    ['NewsFilterPolicy ethicsPolicy e.html',
        qr/NewsFilterPolicy: 'e.html' is no absolute/],
    ['NewsFilterType Elephant', qr/NewsFilterType: 'Elephant'.*OpinionNews/],
    ['NewsFilterType LiveBlogPosting', qr/NewsFilterType: 'LiveBlog/],
    ['NewsFilterType Report Opinion', qr/NewsFilterType: 'Opinion'.*section=/],
    ['NewsFilterType Report section=', qr/NewsFilterType: 'section='/],
    ['NewsFilterPaywallSelector "#wall"',
        qr/NewsFilterPaywallSelector: '#wall'.*\.paywall/],
    ['NewsFilterPaywallSelector .a ".b .c"',
        qr/NewsFilterPaywallSelector: '.b .c'/],
    ['NewsFilterPaywallSelector', qr/NewsFilterPaywallSelector: ''/],
    ['NewsFilterPaywallSelector .2nd', qr/NewsFilterPaywallSelector: '.2nd'/],
    ['NewsFilterPaywallSelector ' . join(' ', map { ".c$_" } 1 .. 17),
        qr/NewsFilterPaywallSelector: more than 16/],
    ['NewsFilterTimezone Europe/Nowhere',
        qr/NewsFilterTimezone: 'Europe\/Nowhere'.*Europe\/Berlin.*tzdata/],
    ['NewsFilterTimezone ../../../etc/passwd', qr/NewsFilterTimezone: /],
    ['NewsFilterTimezone /etc/localtime', qr/NewsFilterTimezone: /],
    ['NewsFilterTimezone Europe', qr/NewsFilterTimezone: 'Europe'/],
    ['NewsFilterTimezone +25:00', qr/NewsFilterTimezone: '\+25:00'/],
    ['NewsFilterPlacement foot', qr/NewsFilterPlacement: 'foot'.*head or/],
    ['NewsFilterNonce abc', qr/NewsFilterNonce must be On or Off/],
    ['NewsFilterProperty @type NewsArticle',
        qr/NewsFilterProperty: '\@type'.*NewsFilterType/],
    ['NewsFilterProperty a.b.c x', qr/NewsFilterProperty: 'a.b.c'.*schema/],
    ['NewsFilterProperty unset Genre', qr/NewsFilterProperty: 'Genre'/],
    ['NewsFilterProperty genre "%{nonsense:x"',
        qr/NewsFilterProperty: '%\{nonsense:x' is no expression: /],
    ['NewsFilterProperty genre x colour',
        qr/NewsFilterProperty: 'colour'.*boolean/],
    ['NewsFilterProperty wordCount many number',
        qr/NewsFilterProperty: 'many' is no value of type number/],
    ['NewsFilterProperty wordCount "" number',
        qr/NewsFilterProperty takes two or three/],
    ['NewsFilterProperty isFamilyFriendly yes boolean',
        qr/NewsFilterProperty: 'yes'/],
    ['NewsFilterProperty sameAs /about url', qr/NewsFilterProperty: '\/about/],
    [q(NewsFilterProperty funder '{"name":%{HTTP_HOST}}' json),
        qr/NewsFilterProperty: '\{"name":.*json/],
    ['NewsFilterCache nosuch', qr/NewsFilterCache: .*load mod_socache_nosuch/],
    ["<VirtualHost *:1>\nNewsFilterCache none\n</VirtualHost>",
        qr/NewsFilterCache cannot occur within <VirtualHost>/],
    ["LoadModule socache_shmcb_module MODULES/mod_socache_shmcb.so\n"
        . 'NewsFilterCache shmcb:x(7)', qr/NewsFilterCache: .*size has to be/],
);
foreach my $case (@wrong) {
    my ($line, $message) = @$case;
    $line =~ s/MODULES/$libexec/;
    my $s = News::Server->new(conf => "$line\n", fails => 1);
    ok(!$s->{pid}, "refused: $line");
    like($s->log, $message, 'with a message');
}
my $good = News::Server->new(conf => <<'CONF');
NewsFilter On
NewsFilterMaxSize 512k
NewsFilterMaxDelay 250ms
NewsFilterReader On
NewsFilterReaderParam view-as_1
NewsFilterReaderPrefix /lire/clair/
NewsFilterReaderFormats reader json
NewsFilterReaderNegotiate On
NewsFilterReaderCookie On
NewsFilterReaderLink On
NewsFilterCharset Windows-1251
NewsFilterSiteName "The Harbour Post"
NewsFilterBackendIdentity On
NewsFilterTicker reader
NewsFilterTickerSelector "#top > [data-x='a b'], ul.b li"
NewsFilterPublisher "The Harbour Post" https://post.example/ http://p.example/l
NewsFilterPolicy EthicsPolicy https://post.example/ethics
NewsFilterType opinionnewsarticle section=Opinion
NewsFilterType None
NewsFilterPaywallSelector .locked .-more_2
NewsFilterTimezone Etc/GMT+5
NewsFilterPlacement Head
NewsFilterNonce On
NewsFilterProperty genre "%{tolower:%{HTTP_HOST}}"
NewsFilterProperty copyrightYear 2024 Number
NewsFilterProperty Unset keywords
NewsFilterProperty keep author
NewsFilterCache none
CONF
ok($good->{pid}, 'all directives together');
$good->done;
foreach my $file (glob "$FindBin::Bin/../../conf/examples/*.conf") {
    my ($name) = $file =~ m{([^/]+)$};
    my $conf = News::Server::slurp($file) =~ s{"/var/www/}{"ROOT/htdocs/}gr;
    my $s = News::Server->new(conf => $conf,
        files => {'news/n.html' => '', 'blog/n.html' => ''},
        modules => [qw(proxy proxy_http deflate filter cache cache_disk
        setenvif)]);
    ok($s->{pid}, "example: $name");
    $s->done;
}
done_testing();
