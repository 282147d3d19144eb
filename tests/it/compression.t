#!/usr/bin/perl
# Compressors behind us, in both ways to configure them: what they press is
# the changed page, its tag leads to 304, HEAD agrees with GET, and a client
# that wants no compression gets none.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article(n => 30);
ok(has_module($_), "mod_$_") foreach qw(deflate brotli);
my $s = News::Server->new(modules => [qw(alias filter deflate brotli)],
    files => {'n.html' => $page, 'form.html' => plain(foot => 'x' x 2000)},
    conf => <<'CONF');
NewsFilter On
Alias /gzip/set ROOT/htdocs
Alias /gzip/type ROOT/htdocs
Alias /br/set ROOT/htdocs
Alias /br/type ROOT/htdocs
<Location /gzip/set>
    SetOutputFilter DEFLATE
</Location>
<Location /gzip/type>
    AddOutputFilterByType DEFLATE text/html
</Location>
<Location /br/set>
    SetOutputFilter BROTLI_COMPRESS
</Location>
<Location /br/type>
    AddOutputFilterByType BROTLI_COMPRESS text/html
</Location>
CONF

sub head_of
{
    my ($answer) = @_;
    return join "\n", sort grep { !/^(?:Date|HTTP|Transfer-Encoding|
        Content-Length):?/x } split /\r\n/, $answer->{head};
}

sub unpacked
{
    my ($path, $coding) = @_;
    my $url = "http://127.0.0.1:$s->{port}$path";
    return scalar qx(curl -s --compressed -H 'Accept-Encoding: $coding' $url);
}

my $tag = $s->get('/n.html')->{h}{etag};
foreach my $coding (qw(gzip br)) {
    foreach my $way (qw(set type)) {
        my $path = "/$coding/$way/n.html";
        my %wants = ('Accept-Encoding' => $coding);
        my $a = $s->get($path, %wants);
        is($a->{h}{'content-encoding'}, $coding, "$path: pressed");
        like($a->{h}{vary}, qr/Accept-Encoding/, "$path: Vary");
        spliced_ok(unpacked($path, $coding), $page, "$path: the changed page");
        my $pressed = $a->{h}{etag};
        # under mod_filter's harness the tag of a changed page is removed
        like($pressed, qr/-nf[0-9a-f]{8}-$coding"$/, "$path: both marks");
        my $not = $s->get($path, %wants, 'If-None-Match' => $pressed);
        is($not->{status}, 304, "$path: 304");
        like($not->{h}{etag} // '', qr/-nf[0-9a-f]{8}/, "$path: our mark");
        is(head_of($s->head($path, %wants)), head_of($a), "$path: HEAD");

        my $plain = $s->get($path);
        is($plain->{h}{'content-encoding'}, undef, "$path: not asked for");
        spliced_ok($plain->{body}, $page, "$path: enriched all the same");
        is($plain->{h}{etag}, $tag, "$path: with the tag that it has alone");
        my $form = "/$coding/$way/form.html";
        same_ok(unpacked($form, $coding), plain(foot => 'x' x 2000),
            "$form: no article");
        unlike($s->get($form, %wants)->{h}{etag}, qr/-nf/, "$form: its tag");
    }
}
$s->done;
done_testing();
