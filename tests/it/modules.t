#!/usr/bin/perl
# Another module, built against mod_newsfilter.h alone, reads the facts of an
# article, amends its JSON-LD and vetoes; and works without mod_newsfilter.

use strict;
use warnings;
use File::Temp qw(tempdir);
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP qw(decode_json);
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $top = "$FindBin::Bin/../..";
my $dir = tempdir(CLEANUP => 1);
chmod 0755, $dir;
sub apxs { my $v = qx(apxs -q $_[0]); chomp $v; return $v }
my @build = ('cc', '-shared', '-fPIC', '-Wall', '-Werror',
    split(' ', apxs('CFLAGS') . ' ' . apxs('EXTRA_CPPFLAGS')),
    '-I', apxs('INCLUDEDIR'), '-I', apxs('APR_INCLUDEDIR'),
    '-I', "$top/mod_newsfilter", '-o', "$dir/mod_newsfilter_example.so",
    "$top/tests/it/module/mod_newsfilter_example.c");
is(system(@build), 0, 'builds with the header alone');

my $load = "LoadModule newsfilter_example_module "
    . "$dir/mod_newsfilter_example.so\n"
    . "LogFormat \"%U example=%{example}n\" example\n"
    . "CustomLog ROOT/example.log example\n";
my $page = article(head => '<meta name="keywords" content="ferry, bridge">');
my $draft = article(headline => 'Draft: council keeps the lighthouse ferry');
my $own = article(foot => '<script type="application/ld+json">'
    . '{"@context":"https://schema.org","@type":"NewsArticle","headline":'
    . '"Council keeps the lighthouse ferry","datePublished":"2024-11-12",'
    . '"author":{"@type":"Person","name":"Ada Kowalski"}}</script>');
my %files = ('n.html' => $page, 'draft.html' => $draft, 'own.html' => $own,
    'plain.html' => plain());

sub ld
{
    my ($json) = (jsonld_of($_[0]) // '') =~ m{>(\{.*\})</script>}s;
    return decode_json($json // '{}');
}

# what the module noted of a path in its log, when the request was over
sub noted
{
    my ($s, $path) = @_;
    foreach (1 .. 200) {
        my $log = -e "$s->{root}/example.log"
            ? News::Server::slurp("$s->{root}/example.log") : '';
        return $1 if $log =~ m{^\Q$path\E example=(.*)$}m;
        select undef, undef, undef, 0.05;
    }
    return 'nothing';
}

my $slow = News::Backend->new(News::Backend::in_two($page));
my $s = News::Server->new(files => \%files, modules => [qw(proxy proxy_http)],
    conf => $load . <<"CONF");
NewsFilter On
NewsFilterReader On
NewsFilterProperty genre "of the administrator"
<Location /slow/>
    NewsFilterMaxDelay 0
    ProxyPass "${\$slow->url}"
</Location>
CONF
my $a = $s->get('/n.html');
my $ld = ld($a->{body});
spliced_ok($a->{body}, $page, 'an amended article');
is($ld->{genre}, '</script>"&', 'text, after NewsFilterProperty');
is($ld->{numberOfAuthors}, 1, 'a number made of facts');
is($ld->{isFamilyFriendly}, JSON::PP::true, 'a boolean');
is_deeply($ld->{mentions}, ['ferry', 'harbour'], 'a list');
is_deeply($ld->{funder}, {'@type' => 'Organization',
    name => 'The Ferry Fund'}, 'an object');
is($ld->{keywords}, undef, 'a property taken away');
is($ld->{version}, 0, 'what is wrong was refused');
like(noted($s, '/n.html'),
    qr{^article/Council keeps the lighthouse ferry/Ada Kowalski/amended/[1-9]},
    'the facts are there when the request ends, and can be changed no more');

same_ok($s->get('/draft.html')->{body}, $draft, 'a vetoed article');
like(noted($s, '/draft.html'), qr{^skip:vetoed/Draft: }, 'and its outcome');
same_ok($s->get('/draft.html?newsfilter=reader')->{body}, $draft,
    'nor is it shown as a view');
same_ok($s->get('/n.html', 'X-Fail' => 1)->{body}, $page,
    'a module that fails: the page as it is');
same_ok($s->get('/own.html')->{body}, $own, 'an article of its own');
like(noted($s, '/own.html'), qr{^skip:own-article/none}, 'has no facts');
same_ok($s->get('/plain.html')->{body}, plain(), 'no article');

my $c = News::Client->new(port => $s->{port});
$c->write_request('GET', '/slow/');
ok($c->until(qr{</h1>}), 'a streamed page');
$slow->step;
is(ld($c->answer->{body})->{numberOfAuthors}, 1, 'is amended as well');
$s->done;

$s = News::Server->new(files => \%files, conf => $load, module => 0);
same_ok($s->get('/n.html')->{body}, $page, 'without mod_newsfilter');
is(noted($s, '/n.html'), 'alone', 'the module finds out');
$s->done;
done_testing();
