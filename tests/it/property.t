#!/usr/bin/perl
# NewsFilterProperty: expressions, types, sections, .htaccess, Vary and entity
# tags.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP qw(decode_json);
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article();
sub ld
{
    my ($json) = (jsonld_of($_[0]) // '') =~ m{>(\{.*\})</script>}s;
    return decode_json($json // '{}');
}

# sections in each other: nothing, set, unset, keep
my @states = ('', 'NewsFilterProperty inLanguage "de"',
    'NewsFilterProperty unset inLanguage',
    'NewsFilterProperty keep inLanguage');
my @gives = (undef, 'de', 'none', 'en');
my $conf = "NewsFilter On\nNewsFilterProperty genre news\n";
my (%files, @cases);
foreach my $outer (0 .. 3) {
    $conf .= "<Directory ROOT/htdocs/$outer>\n$states[$outer]\n</Directory>\n";
    foreach my $inner (0 .. 3) {
        my $dir = "$outer/$inner";
        $files{"$dir/n.html"} = $page;
        $conf .= "<Location /$dir>\n$states[$inner]\n</Location>\n";
        push @cases, [$dir, $gives[$inner] // $gives[$outer] // 'en'];
    }
}
$files{"$_/n.html"} = $page foreach qw(ht file if types hostile vary resp);
$files{'vary/p.html'} = plain();
$files{'secret.txt'} = 'secret';
$files{'ht/.htaccess'} =
    "NewsFilterProperty genre \"%{tolower:LOCAL}\"\n";
$files{'file/.htaccess'} = "NewsFilterProperty genre "
    . "\"%{file:ROOT/htdocs/secret.txt}\"\n";
$conf .= <<'CONF';
<Location /types>
    NewsFilterProperty copyrightYear 2024 number
    NewsFilterProperty isFamilyFriendly true boolean
    NewsFilterProperty publisher.sameAs https://social.example/post url
    NewsFilterProperty keywords "ferry, bridge" list
    NewsFilterProperty funder '{"@type":"Organization","name":"Fund"}' json
    NewsFilterProperty headline "%{HTTP:X-Headline}"
    NewsFilterProperty wordCount "%{HTTP:X-Words}" number
    NewsFilterProperty unset author
</Location>
<Location /hostile>
    NewsFilterProperty genre "%{unescape:%{QUERY_STRING}}"
</Location>
<Location /vary>
    NewsFilterProperty genre "%{HTTP:X-Edition}"
</Location>
<Location /if>
    <If "%{QUERY_STRING} == 'opinion'">
        NewsFilterProperty genre opinion
    </If>
</Location>
CONF
$conf .= "NewsFilterSiteName Post\n";
my $s = News::Server->new(files => {map { ($_ => $files{$_}) }
    grep { $_ ne 'file/.htaccess' } keys %files}, conf => $conf);
$s->put('file/.htaccess', $files{'file/.htaccess'} =~ s/ROOT/$s->{root}/r);

foreach my $case (@cases) {
    my ($dir, $want) = @$case;
    my $ld = ld($s->get("/$dir/n.html")->{body});
    is($ld->{inLanguage} // 'none', $want, "outer/inner $dir");
    is($ld->{genre}, 'news', "$dir: another property stays");
}
is(ld($s->get('/ht/n.html')->{body})->{genre}, 'local', '.htaccess');
is($s->get('/file/n.html')->{status}, 500,
    '.htaccess cannot read files by an expression');
is(ld($s->get('/if/n.html?opinion')->{body})->{genre}, 'opinion',
    '<If> that matches');
is(ld($s->get('/if/n.html')->{body})->{genre}, 'news', 'and that does not');

my $ld = ld($s->get('/types/n.html', 'X-Words' => '77')->{body});
is($ld->{copyrightYear}, 2024, 'a number');
is($ld->{isFamilyFriendly}, JSON::PP::true, 'a boolean');
is($ld->{publisher}{sameAs}, 'https://social.example/post', 'in an object');
is_deeply($ld->{keywords}, ['ferry', 'bridge'], 'a list');
is($ld->{funder}{name}, 'Fund', 'JSON');
is($ld->{author}, undef, 'unset');
is($ld->{headline}, 'Council keeps the lighthouse ferry',
    'an empty value changes nothing');
is($ld->{wordCount}, 77, 'a number out of the request');
isnt(ld($s->get('/types/n.html', 'X-Words' => '1,"x":2')->{body})->{wordCount},
    1, 'and what is no number changes nothing');

my $hostile = '</script><!--<script>"\\,"x":{}&amp;' . "\x{1}\x{7f}";
my $a = $s->get('/hostile/n.html?' . join '',
    map { $_ eq '/' ? $_ : sprintf '%%%02X', ord } split //, $hostile);
spliced_ok($a->{body}, $page, 'a hostile value stays in the block');
is(ld($a->{body})->{genre}, $hostile, 'and comes back as it was');
is(ld($s->get('/hostile/n.html?%FF%FE')->{body})->{genre}, undef,
    'no UTF-8: no value') or diag 'genre';

# what depends on the request says so, in tag and Vary, but only if changed
my $one = $s->get('/vary/n.html', 'X-Edition' => 'north');
my $two = $s->get('/vary/n.html', 'X-Edition' => 'south');
is(ld($one->{body})->{genre}, 'north', 'a request header as value');
like($one->{h}{vary} // '', qr/X-Edition/, 'is named in Vary');
isnt($one->{h}{etag}, $two->{h}{etag}, 'each value has its entity tag');
my $again = $s->get('/vary/n.html', 'X-Edition' => 'north',
    'If-None-Match' => $one->{h}{etag});
is($again->{status}, 304, 'with which a condition works');
is($again->{h}{etag}, $one->{h}{etag}, 'the same in the 304');
like($again->{h}{vary} // '', qr/X-Edition/, 'and its Vary');
is($s->get('/vary/n.html', 'X-Edition' => 'south',
    'If-None-Match' => $one->{h}{etag})->{status}, 200,
    'but not for another value');
is($s->get('/vary/p.html', 'X-Edition' => 'north')->{h}{vary}, undef,
    'no article: no Vary');
$s->done;

# what the handler says, and a page that is streamed
my $in_two = News::Backend::in_two($page);
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    return $in_two->($sock, $request, $wait) if $request =~ m{^GET /slow};
    my ($desk) = $request =~ m{^X-Want: (\w+)}m;
    News::Backend::ok($sock, $page, 'ETag: "abc"',
        'X-Desk: ' . ($desk // 'Harbour'));
});
$s = News::Server->new(modules => [qw(proxy proxy_http),
    grep { has_module($_) } 'socache_shmcb'], conf => <<"CONF");
NewsFilter On
NewsFilterProperty genre "%{resp:X-Desk}"
<Location /slow>
    NewsFilterMaxDelay 0
    NewsFilterProperty genre "%{HTTP:X-Edition}"
</Location>
ProxyPass "/" "${\$backend->url}"
CONF
is(ld($s->get('/n')->{body})->{genre}, 'Harbour', "a backend's header");
foreach my $desk (qw(Quay Quay Ferry)) {
    is(ld($s->get('/n', 'X-Want' => $desk)->{body})->{genre}, $desk,
        "what is known of a page with another header: $desk");
}
my $c = News::Client->new(port => $s->{port});
$c->write_request('GET', '/slow', 'X-Edition' => 'north');
ok($c->until(qr{</h1>}), 'streamed');
$backend->step;
$a = $c->answer;
like($a->{h}{vary} // '', qr/X-Edition/, 'Vary went out before');
is(ld($a->{body})->{genre}, 'north', 'the article after it');
$s->done;
done_testing();
