#!/usr/bin/perl
# Pages as httpd serves them, judged by a validator of structured data: no
# errors, the page's own bytes the same, one article where there is one and
# none elsewhere; in each mode of NewsFilterExisting.
#
# All fixtures, and pages of the evaluation data where NF_PAGES=glob asks for
# them ('*' takes many minutes). The validator is NF_SHARED/validate, or
# NF_VALIDATE=folder: one with its packages installed (npm ci).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../it/lib";
use File::Basename qw(basename);
use JSON::PP;
use News::Server;
use Test::More;

my $root = "$FindBin::Bin/../../fixtures/pages";
my $shared = $ENV{NF_SHARED} // "$FindBin::Bin/../../../shared";
my $validator = $ENV{NF_VALIDATE} // "$shared/validate";
my $json = JSON::PP->new->utf8;
my @modes = qw(keep complete replace);

plan skip_all => "no validator in $validator"
    if !-e "$validator/lib/check.mjs";
plan skip_all => "no packages in $validator (npm ci)"
    if !-e "$validator/node_modules";
plan skip_all => 'no node here' if qx(node --version 2>&1) !~ /^v\d/;

# Of a page whose facts are all there nothing is to be warned of either.
sub is_whole
{
    my ($facts) = @_;
    return $facts->{article} && !$facts->{untouched}
        && ($facts->{datePublished} // '') =~ /T/
        && 4 == grep { $facts->{$_} } qw(author dateModified image publisher);
}

# name => {bytes, url, charset, article, untouched, whole, fixture}
sub pages
{
    my %pages;
    foreach my $file (glob "$root/*/facts.json") {
        my ($name) = $file =~ m{([^/]+)/facts\.json$};
        my $facts = $json->decode(News::Server::slurp($file));
        my $page = $facts->{page} // 'in.html';
        $pages{"$name.html"} = { fixture => $name, url => $facts->{url},
            charset => $facts->{charset}, article => $facts->{article},
            untouched => $facts->{untouched}, whole => is_whole($facts),
            bytes => News::Server::slurp("$root/$name/$page") };
    }
    foreach my $file ($ENV{NF_PAGES}
        ? glob "$shared/eval/pages/$ENV{NF_PAGES}" : ()) {
        my $name = basename($file, '.gz') =~ s/[^\w.-]/_/gr;
        $pages{"eval-$name"} = { bytes => scalar qx(gzip -dc '$file') };
    }
    return \%pages;
}

sub site
{
    my ($pages) = @_;
    my $conf = join '', map { <<"CONF" } @modes;
Alias /$_/ ROOT/htdocs/
<Location /$_/>
    NewsFilter On
    NewsFilterExisting $_
    NewsFilterMaxSize 16M
    NewsFilterMaxDelay 30s
</Location>
CONF
    $conf .= join '', map { <<"CONF" }
<Files "$_">
    AddDefaultCharset $pages->{$_}{charset}
</Files>
CONF
        grep { $pages->{$_}{charset} } sort keys %$pages;
    return News::Server->new(modules => ['alias'], conf => $conf,
        files => {map { ($_ => $pages->{$_}{bytes}) } keys %$pages});
}

# The reports, by mode and name.
sub judge
{
    my ($site, $pages) = @_;
    my @jobs;
    foreach my $mode (@modes) {
        foreach my $name (sort keys %$pages) {
            $site->write("$site->{root}/$mode-$name",
                $site->get("/$mode/$name")->{body});
            push @jobs, { name => "$mode/$name", url => $pages->{$name}{url},
                before => "$site->{root}/htdocs/$name",
                after => "$site->{root}/$mode-$name",
                replace => $mode eq 'keep' ? JSON::PP::false
                    : JSON::PP::true };
        }
    }
    $site->write("$site->{root}/jobs", join '', map { $json->encode($_) . "\n" } @jobs);
    open my $out, '-|', "node '$FindBin::Bin/lib/validate.mjs' '$validator' "
        . "< '$site->{root}/jobs'" or die "node: $!\n";
    return map { my $r = $json->decode($_); ($r->{name} => $r) } <$out>;
}

sub is_none
{
    my ($list, $what) = @_;
    return ok(!@{ $list // ['no report'] }, $what)
        || diag(join "\n", @{ $list // [] });
}

my $pages = pages();
my $site = site($pages);
my %report = judge($site, $pages);
my %count;
foreach my $mode (@modes) {
    foreach my $name (sort keys %$pages) {
        my ($page, $r) = ($pages->{$name}, $report{"$mode/$name"});
        my $what = "$mode: $name";
        if (!$r || $r->{failed}) {
            fail("$what: judged" . ($r ? " ($r->{failed})" : ''));
            next;
        }
        $count{$mode} += @{ $r->{errors} };
        if ($page->{fixture} || $mode eq 'keep') {
            is_none($r->{errors}, "$what: no errors");
        }
        else {
            is_none($r->{fresh}, "$what: no errors but the page's own");
        }
        if ($mode eq 'keep' && !$r->{same}) {
            is($r->{bytes}, 'same', "$what: the page's bytes");
            is($r->{main}, 1, "$what: one article");
            is($r->{had}, 0, "$what: not another one");
        }
        ok($r->{main} <= ($r->{had} || 1), "$what: no article too many");
        if ($page->{fixture}) {
            is($r->{main} > 0, !!$page->{article}, "$what: an article or none")
                if !$page->{untouched};
            is_none($r->{warnings}, "$what: no warnings")
                if $page->{whole};
            $count{whole} += $page->{whole};
        }
    }
}
cmp_ok($count{whole}, '>', 0, 'pages without a warning');
diag("errors in $_: $count{$_}") foreach grep { $count{$_} } @modes;
$site->done;
done_testing();
