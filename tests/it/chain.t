#!/usr/bin/perl
# In company: other ways to configure the filter, two instances, neighbours
# before and after it, redirects inside the server.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article();
my $s = News::Server->new(
    modules => [qw(alias filter substitute rewrite headers buffer ratelimit
        env proxy_html xml2enc)],
    files => {'n.html' => $page, 'd/index.html' => $page,
        'style.css' => "p { margin: 0 }\n"},
    conf => <<'CONF');
Alias /set ROOT/htdocs
Alias /type ROOT/htdocs
Alias /twice ROOT/htdocs
Alias /subst ROOT/htdocs
Alias /md5 ROOT/htdocs
Alias /many ROOT/htdocs
<Location /set>
    SetOutputFilter NEWSFILTER
</Location>
<Location /type>
    AddOutputFilterByType NEWSFILTER text/html
</Location>
<Location /twice>
    NewsFilter On
    SetOutputFilter NEWSFILTER
    AddOutputFilterByType NEWSFILTER text/html
</Location>
<Location /subst>
    NewsFilter On
    AddOutputFilterByType SUBSTITUTE text/html
    Substitute "s/lighthouse ferry/night boat/"
</Location>
<Location /md5>
    NewsFilter On
    ContentDigest On
</Location>
<Location /many>
    NewsFilter On
    SetOutputFilter BUFFER;RATE_LIMIT
    SetEnv rate-limit 4000
</Location>
<Location /d>
    NewsFilter On
</Location>
RewriteEngine On
RewriteRule ^/story$ /d/index.html [PT]
<Location /story>
    NewsFilter On
</Location>
CONF

spliced_ok($s->get('/set/n.html')->{body}, $page, 'SetOutputFilter');
same_ok($s->get('/set/style.css')->{body}, "p { margin: 0 }\n",
    'SetOutputFilter leaves a style sheet');
my $a = $s->get('/type/n.html');
spliced_ok($a->{body}, $page, 'AddOutputFilterByType');
is($a->{h}{'content-length'}, length $a->{wire}, 'exact length');
spliced_ok($s->get('/twice/n.html')->{body}, $page,
    'three instances: one block');
ok($s->await_log(qr{/twice/n\.html HTTP/1\.1 note=article$}m, 1),
    'and one of them works on it');
(my $changed = $page) =~ s/lighthouse ferry/night boat/g;
$a = $s->get('/subst/n.html');
spliced_ok($a->{body}, $changed, 'after SUBSTITUTE');
like(jsonld_of($a->{body}), qr/night boat/, 'which changed the headline');
is($s->get('/md5/n.html')->{h}{'content-md5'}, undef, 'no Content-MD5');
spliced_ok($s->get('/many/n.html')->{body}, $page, 'BUFFER and RATE_LIMIT');
spliced_ok($s->get('/d/')->{body}, $page, 'DirectoryIndex');
$a = $s->get('/story');
spliced_ok($a->{body}, $page, 'a rewritten address');
like(jsonld_of($a->{body}), qr{http://news\.example/story"},
    'the address is the one that was asked for');
$s->done;
done_testing();
