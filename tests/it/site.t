#!/usr/bin/perl
# The site's own word: each directive in sections that lie inside each other
# (nothing, a value or none, in all nine combinations), in .htaccess, in the
# entity tag, and what it does to a page.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use JSON::PP qw(decode_json);
use Test::More;

my $local = '<meta property="article:published_time" '
    . 'content="2024-11-12T08:30:00">';
my $page = article(head => '<script nonce="r4nd0m">var a;</script>'
    . '<meta property="article:section" content="Opinion">',
    foot => '<div class="insiders">For members.</div>');
$page =~ s/<time.*?>/$local/;

# directive => a value, none, what the value does
my %words = (
    NewsFilterPublisher => ['"The Harbour Post" https://post.example/',
        'None', qr/"publisher":\{[^}]*"name":"The Harbour Post"/],
    NewsFilterPolicy => ['ethicsPolicy https://post.example/ethics',
        'ethicsPolicy None', qr{"ethicsPolicy":"https://post.example/ethics"}],
    NewsFilterType => ['OpinionNewsArticle', 'None',
        qr/"\@type":"OpinionNewsArticle"/],
    NewsFilterPaywallSelector => ['.insiders', 'None',
        qr/"cssSelector":".insiders"/],
    NewsFilterTimezone => ['Europe/Berlin', 'None',
        qr/"datePublished":"2024-11-12T08:30:00\+01:00"/],
    NewsFilterNonce => ['On', 'Off', qr/data-newsfilter nonce="r4nd0m">/],
    NewsFilterBody => ['On', 'Off', qr/"articleBody":"[^"]*Residents had/],
    NewsFilterPlacement => ['head', 'body', qr{</script></head>}],
);
my @states = qw(unset value none);

sub line
{
    my ($name, $state) = @_;
    return $state eq 'unset' ? ''
        : "$name $words{$name}[$state eq 'value' ? 0 : 1]\n";
}

my $conf = "NewsFilter On\nNewsFilterSiteName \"Fallback\"\n";
my (%files, @cases);
foreach my $name (sort keys %words) {
    $files{"$name/ht/n.html"} = $page;
    $files{"$name/ht/.htaccess"} = line($name, 'value');
    foreach my $outer (@states) {
        $conf .= "<Directory ROOT/htdocs/$name/$outer>\n" . line($name, $outer)
            . "</Directory>\n";
        foreach my $inner (@states) {
            my $dir = "$name/$outer/$inner";
            $files{"$dir/n.html"} = $page;
            $conf .= "<Location /$dir>\n" . line($name, $inner)
                . "</Location>\n";
            push @cases, [$name, $dir,
                ($inner eq 'unset' ? $outer : $inner) eq 'value'];
        }
    }
}
my $s = News::Server->new(files => \%files, conf => $conf);
my %etag;
foreach my $case (@cases) {
    my ($name, $dir, $on) = @$case;
    my $a = $s->get("/$dir/n.html");
    my $shown = $a->{body} =~ $words{$name}[2];
    is($shown ? 'value' : 'none', $on ? 'value' : 'none', $dir);
    my ($tag) = $a->{h}{etag} =~ /-nf(\w+)/;
    $etag{$name}{$tag} .= $on ? 'v' : 'n';
}
foreach my $name (sort keys %words) {
    my @mixed = grep { /vn|nv/ } values %{$etag{$name}};
    is("@mixed", '', "$name: its values have entity tags of their own");
    like($s->get("/$name/ht/n.html")->{body}, $words{$name}[2],
        "$name: .htaccess");
}
$s->done;

sub ld
{
    my ($body) = @_;
    my ($json) = (jsonld_of($body) // '') =~ m{>(\{.*\})</script>}s;
    return decode_json($json // '{}');
}

# what belongs together
$s = News::Server->new(files => {map { ("$_/n.html" => $page) } qw(a b c d)},
    conf => <<'CONF');
NewsFilter On
NewsFilterPublisher "Harbour & <Post>" https://post.example/ https://post.example/logo.png
NewsFilterPolicy ethicsPolicy https://post.example/ethics
NewsFilterPolicy correctionsPolicy https://post.example/errors
NewsFilterType AnalysisNewsArticle
NewsFilterType OpinionNewsArticle section=OPINION
<Location /b>
    NewsFilterPolicy ethicsPolicy None
    NewsFilterType SatiricalArticle
</Location>
<Location /c>
    NewsFilterType ReviewNewsArticle section=Books
</Location>
<Location /d>
    NewsFilterPublisher "The Other Post"
    NewsFilterType None section=Opinion
</Location>
CONF
my $ld = ld($s->get('/a/n.html')->{body});
is_deeply($ld->{publisher}, {'@type' => 'NewsMediaOrganization',
    name => 'Harbour & <Post>', url => 'https://post.example/',
    logo => {'@type' => 'ImageObject', url => 'https://post.example/logo.png'},
    ethicsPolicy => 'https://post.example/ethics',
    correctionsPolicy => 'https://post.example/errors'},
    'publisher with its policies');
is($ld->{'@type'}, 'OpinionNewsArticle', 'a section comes before the rest');
$ld = ld($s->get('/b/n.html')->{body});
is($ld->{'@type'}, 'SatiricalArticle', 'an inner type ends the search');
is($ld->{publisher}{ethicsPolicy}, undef, 'one policy taken back');
ok($ld->{publisher}{correctionsPolicy}, 'the other stays');
is(ld($s->get('/c/n.html')->{body})->{'@type'}, 'OpinionNewsArticle',
    'outer sections count behind inner ones');
$ld = ld($s->get('/d/n.html')->{body});
is($ld->{publisher}{url}, undef, 'an inner publisher has its own address');
is($ld->{'@type'}, 'NewsArticle', 'None for a section: as detected');
$s->done;

# the head: only of a page that is held
my $slow = News::Backend->new(News::Backend::in_two($page));
$s = News::Server->new(files => {'n.html' => $page},
    modules => [qw(proxy proxy_http)], conf => <<"CONF");
NewsFilter On
NewsFilterPlacement head
<Location /slow/>
    NewsFilterMaxDelay 0
    ProxyPass "${\$slow->url}"
</Location>
CONF
my $body = $s->get('/n.html')->{body};
like($body, qr{</script></head>\n<body>}, 'held: in the head');
is($body =~ s{<script type="application/ld.json".*?</script>}{}r, $page,
    'and nothing else changed');
my $c = News::Client->new(port => $s->{port});
$c->write_request('GET', '/slow/');
ok($c->until(qr{</h1>}), 'the head has gone out');
$slow->step;
spliced_ok($c->answer->{body}, $page, 'streamed: at the end of the body');
$s->done;
done_testing();
