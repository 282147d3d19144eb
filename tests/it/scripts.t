#!/usr/bin/perl
# Pages made by scripts and includes: a slow writer, parts of a page, HEAD,
# an aborting client.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server qw(has_module);
use Test::More;
use Time::HiRes qw(time);

my $page = article(n => 30);
my ($start, $rest) = (substr($page, 0, 3000), substr($page, 3000));
my ($top, $bottom) = split /(?=<article>)/, $page;
my $quote = sub { my $t = $_[0]; $t =~ s/([\\'])/\\$1/g; return "'$t'" };

# Writes the start, waits until the test has touched a file, writes the rest.
sub script
{
    my ($start, $rest) = @_;
    return "#!$^X\n\$| = 1;\n"
        . 'print "Content-Type: text/html\r\nETag: \"s\"\r\n\r\n", '
        . $quote->($start) . ";\n"
        . 'my $flag = "$ENV{DOCUMENT_ROOT}/../run/$ENV{QUERY_STRING}";' . "\n"
        . 'for (1 .. 1000) { last if !$ENV{QUERY_STRING} || -e $flag; '
        . "select undef, undef, undef, 0.01 }\n"
        . 'print ' . $quote->($rest) . ";\n";
}

my $own = article(n => 30, head => own_article());
# Writes the start, then nothing until it is killed.
my $silent = "#!$^X\n\$| = 1;\n"
    . 'print "Content-Type: text/html\r\n\r\n", ' . $quote->($start) . ";\n"
    . "sleep 60;\n";
foreach my $cgi (grep { has_module($_) } qw(cgid cgi)) {
    my %o = (modules => [$cgi, qw(include env)],
        mpm => $cgi eq 'cgi' ? 'prefork' : 'event',
        files => {'slow.cgi' => script($start, $rest),
            'own.cgi' => script(substr($own, 0, 3000), substr($own, 3000)),
            'silent.cgi' => $silent, 'part.html' => $bottom,
            'whole.shtml' => "$top<!--#include virtual=\"part.html\" -->"});
    my $conf = "AddHandler cgi-script .cgi\nAddType text/html .shtml\n"
        . "AddOutputFilter INCLUDES .shtml\nOptions +ExecCGI +Includes\n"
        . "ScriptSock ROOT/run/cgisock\nNewsFilter On\n";
    $conf =~ s/^ScriptSock.*\n//m if $cgi eq 'cgi';
    $conf = "<Directory ROOT/htdocs>\n$conf</Directory>\n";
    $conf =~ s/(ScriptSock.*\n)// and $conf = "$1$conf";
    my $s = News::Server->new(%o, conf => "$conf NewsFilterMaxDelay 200ms\n");

    my $a = $s->get('/slow.cgi');
    spliced_ok($a->{body}, $page, "$cgi: enriched");
    my $c = $s->client->write_request('GET', '/slow.cgi?go');
    ok($c->until(qr/\r\n\r\n[0-9a-f]+\r\n<!DOC.{2000}/s),
        "$cgi: a slow script's first bytes come after the window");
    $s->write("$s->{root}/run/go", '');
    $a = $c->answer;
    spliced_ok($a->{body}, $page, "$cgi: and its page is enriched");
    is($a->{h}{etag}, undef, "$cgi: without a strong tag");
    is($s->head('/slow.cgi')->{status}, 200, "$cgi: HEAD");
    my $tag = $s->get('/slow.cgi')->{h}{etag};
    like($tag, qr/^"s-nf/, "$cgi: the tag has our mark");
    $a = $s->get('/slow.cgi', 'If-None-Match' => $tag);
    is($a->{status}, 304, "$cgi: our tag: 304");
    is($a->{h}{etag}, $tag, "$cgi: 304 carries our tag");

    $a = $s->get('/whole.shtml');
    spliced_ok($a->{body}, $page, "$cgi: includes: one block, for the whole");

    $c = $s->client->write_request('GET', '/slow.cgi?never');
    $c->until(qr/<!DOC/);
    $c->close;
    $s->write("$s->{root}/run/never", '');
    ok($s->await_log(qr{/slow\.cgi\?never}, 1), "$cgi: client gone");
    spliced_ok($s->get('/slow.cgi')->{body}, $page, "$cgi: still answers");
    $s->done;

    # a page whose head says that it stays as it is
    $s = News::Server->new(%o, conf => "$conf NewsFilterMaxDelay 60s\n");
    $c = $s->client->write_request('GET', '/own.cgi?go');
    $c->until(qr/<h1>/);
    unlike($c->{in}, qr{</html>}, "$cgi: its own article: not held");
    $s->write("$s->{root}/run/go", '');
    same_ok($c->answer->{body}, $own, "$cgi: and left alone");
    $s->done;

    # waited for once: as long as without us, and the window
    $s = News::Server->new(%o, conf => "${conf}Timeout 3\n"
        . "NewsFilterMaxDelay 100ms\n");
    my $asked = time;
    $a = $s->get('/silent.cgi');
    cmp_ok(time - $asked, '<', 5.5, "$cgi: a script that hangs: Timeout");
    same_ok($a->{body}, $start, "$cgi: its bytes");
    ok(!$a->{complete}, "$cgi: cut off");
    ok($s->await_log(qr{/silent\.cgi HTTP/1\.1 note=skip:broken$}m, 1),
        "$cgi: noted");
    $s->done;
}
done_testing();
