#!/usr/bin/perl
# NewsFilterCache: what was found out about a page once is not found out
# again, and never said of another page.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

plan skip_all => 'no mod_socache_shmcb' if !has_module('socache_shmcb');

my $page = article(n => 20);
my $twin = $page =~ s/lighthouse ferry/lighthouse fairy/gr;
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    my ($name) = $request =~ m{^\w+ /(\w+)};
    my $body = $name =~ /form/ ? plain(foot => '<p>' . 'x' x 5000) : $name
        =~ /twin/ ? $twin : $page;
    my @tag = $name =~ /tag/ ? ('ETag: "same"') : ();
    return News::Backend::ok($sock, $body, @tag) if $name !~ /slow/;
    News::Backend::chunked($sock, @tag);
    News::Backend::chunk($sock, substr $body, 0, 1000);
    $wait->();
    News::Backend::chunk($sock, substr $body, 1000);
    print {$sock} "0\r\n\r\n";
});

sub server
{
    my ($conf, @options) = @_;
    return News::Server->new(
        modules => [qw(socache_shmcb socache_dbm status proxy proxy_http
            alias headers)],
        files => {'news.html' => $page, 'form.html' => plain()},
        conf => <<"CONF", @options);
$conf
NewsFilter On
NewsFilterReader On
CustomLog ROOT/known.log "%r %{newsfilter}n %{newsfilter-cache}n"
<Location /status>
    SetHandler server-status
    NewsFilter Off
</Location>
ProxyPass /app/ @{[$backend->url]}
<Location /app/slow>
    NewsFilterMaxDelay 0
</Location>
<Location /app/slowtagform>
    NewsFilterMaxDelay 60s
</Location>
<VirtualHost *:PORT>
    ServerName news.example
</VirtualHost>
<VirtualHost *:PORT>
    ServerName other.example
    NewsFilterSiteName "The Other"
</VirtualHost>
CONF
}

sub counters
{
    my ($s) = @_;
    my $a = $s->get('/status?auto');
    return map { $_ => ($a->{body} =~ /^NewsFilter$_: (\d+)$/m)[0] }
        qw(CacheHits CacheMisses CacheStores CacheErrors Detections);
}

# What a request adds, as "hits misses stores errors detections".
sub cost
{
    my ($s, $do) = @_;
    my %before = counters($s);
    $do->();
    my %after = counters($s);
    return join ' ', map { $after{$_} - $before{$_} }
        qw(CacheHits CacheMisses CacheStores CacheErrors Detections);
}

# a miss keeps one answer more for a backend's tag
my ($MISS, $MISS_TAG, $HIT) = ('0 1 1 0 1', '0 1 2 0 1', '1 0 0 0 0');

# A request twice: a miss, a hit, and the same answer.
sub twice
{
    my ($s, $path, @headers) = @_;
    my ($first, $second);
    is(cost($s, sub { $first = $s->get($path, @headers) }),
        $path =~ /tag/ ? $MISS_TAG : $MISS, "$path @headers: found out");
    is(cost($s, sub { $second = $s->get($path, @headers) }), $HIT,
        "$path @headers: known");
    same_ok($second->{wire}, $first->{wire}, 'the same bytes');
    is($second->{head} =~ s/^Date:.*//mr, $first->{head} =~ s/^Date:.*//mr,
        'and headers');
    return $second;
}

my $s = server('');
spliced_ok(twice($s, '/news.html')->{body}, $page, 'a file, one block');
is($s->head('/news.html')->{head} =~ s/^Date:.*//mr,
    $s->get('/news.html')->{head} =~ s/^Date:.*//mr, 'HEAD as GET');
same_ok(twice($s, '/form.html')->{body}, plain(), 'a file that is no news');
like(twice($s, "/news.html?newsfilter=$_")->{body}, qr/The harbour council/,
    "view: $_") foreach qw(reader markdown text);
twice($s, '/form.html?newsfilter=reader');
$s->await_log(qr{form.html\?newsfilter=reader.*\n.*form.html\?newsf}, 1);
my $log = News::Server::slurp("$s->{root}/known.log");
like($log, qr{/news.html HTTP/1.1 article miss\n}, 'log: miss');
like($log, qr{/news.html HTTP/1.1 article hit\n}, 'log: hit');
like($log, qr{/form.html HTTP/1.1 skip:not-article hit\n}, 'log: reason');
like($log, qr{/news.html\?newsfilter=reader HTTP/1.1 reader hit\n}, 'a view');

# what is said of a page depends on its address and on the directives
like(twice($s, '/news.html?page=2')->{body}, qr{news\.html\?page=2},
    'its own address');
like(twice($s, '/news.html', Host => 'other.example')->{body},
    qr/The Other/, 'its own publisher');

# a file that changes, its length and its time of writing apart
$s->put('news.html', $twin);
like(twice($s, '/news.html')->{body}, qr/"headline":\s*"[^"]*fairy/,
    'a new text of the same length and time');

# bytes from elsewhere
spliced_ok(twice($s, '/app/one')->{body}, $page, 'from a backend');
like(twice($s, '/app/twin')->{body}, qr/"headline":\s*"[^"]*fairy/,
    'another one of the same length');
like(twice($s, '/app/one?newsfilter=reader')->{body}, qr/harbour council/,
    'view of a backend\'s page');
my $a = twice($s, '/app/tag');
spliced_ok($a->{body}, $page, 'with an entity tag');
like($a->{h}{etag}, qr/^"same-nf/, 'which is ours');

# streamed: the end is known again
foreach my $try (qw(found-out known)) {
    my $c = $s->client;
    my $got;
    my $cost = cost($s, sub {
        $c->write_request('GET', '/app/slow');
        $c->until(qr/\r\n\r\n[0-9a-f]+\r\n<!DOC/);
        $backend->step;
        $got = $c->answer;
    });
    spliced_ok($got->{body}, $page, "streamed, $try");
    is($cost, $try eq 'known' ? $HIT : $MISS, "cost of one $try");
}

# known by its tag to be no news: nothing waits for its end
my $c = $s->client->write_request('GET', '/app/slowtagform');
$backend->step;
is($c->answer->{status}, 200, 'no news with a tag: held');
$c = $s->client->write_request('GET', '/app/slowtagform');
ok($c->until(qr/\r\n\r\n[0-9a-f]+\r\n<!DOC/), 'then not held any more');
$backend->step;
$a = $c->answer;
is($a->{h}{etag}, '"same"', 'its tag as it was');
ok($a->{complete}, 'and all of it');
like($s->get('/status')->{body}, qr/subcaches:/,
    'the page of mod_status shows the cache');

# a burst on a new page: each child reads it once
my $read = {counters($s)}->{Detections};
my @burst = map { $s->client->write_request('GET', '/app/burst') } 1 .. 24;
my @got = map { $_->answer->{body} } @burst;
is(scalar(grep { $_ ne $got[0] } @got), 0, 'a burst: all the same');
spliced_ok($got[0], $page, 'and right');
cmp_ok({counters($s)}->{Detections} - $read, '<=', 2,
    'read once in each child');

# a long text: its view is kept as well
$s->put('long.html', article(n => 400));
cmp_ok(length twice($s, '/long.html?newsfilter=reader')->{body}, '>', 100_000,
    'a long view');

# a restart forgets, and loses nothing else
$s->signal('USR1');
spliced_ok($s->get('/app/one')->{body}, $page, 'after a graceful restart');
$s->done;

foreach my $cache ('none', 'dbm:ROOT/run/known') {
    $s = server("NewsFilterCache $cache");
    if ($cache eq 'none') {
        $s->get('/news.html');
        is(cost($s, sub { $s->get('/news.html') }), '0 0 0 0 1',
            'none: found out each time');
    }
    else {
        twice($s, '/news.html');
    }
    $s->done;
}

# a cache with no room for the view is not asked for it again and again
$s = server('NewsFilterCache shmcb:ROOT/run/small(65536)');
$s->put('long.html', article(n => 400));
my @views = map { $s->get('/long.html?newsfilter=reader')->{body} } 1 .. 9;
is(scalar(grep { $_ ne $views[0] } @views), 0, 'too long to be kept: shown');
my @refused = $s->log =~ /entry larger .* than subcache data area/g;
cmp_ok(scalar @refused, '<=', 2, 'refused once in each child');
twice($s, '/news.html');
$s->done;
done_testing();
