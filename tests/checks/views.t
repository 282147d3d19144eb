#!/usr/bin/perl
# What the views say is what the facts say: the text of the reader view is the
# body of the facts, paragraph by paragraph, but for the captions and cells of
# its figures and tables; and Markdown, read by a parser of CommonMark with
# GitHub's tables, is the same text once more.
#
# All fixtures, and pages of the evaluation data where there are any
# (NF_SHARED): some, or those of NF_VIEWS=glob; '*' takes minutes.

use strict;
use warnings;
use FindBin;
use File::Basename qw(basename);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $bin = $ENV{NF_BIN} // 'build/release/newsfilter';
my $root = "$FindBin::Bin/../../fixtures/pages";
my $shared = $ENV{NF_SHARED} // "$FindBin::Bin/../../../shared";
my $json = JSON::PP->new->utf8;
my %letters = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => "'");

sub slurp
{
    my ($open, @what) = @_;
    open my $in, $open, @what or die "@what: $!\n";
    binmode $in;
    local $/;
    return scalar <$in>;
}

sub view
{
    my ($format, $file, @options) = @_;
    open my $err, '>&', \*STDERR or die;
    open STDERR, '>', '/dev/null' or die;
    my $out = slurp('-|', $bin, "--output=$format", @options, $file);
    open STDERR, '>&', $err or die;
    utf8::decode($out) if $format ne 'json';
    return $out;
}

# Text without white space: what is left of it is a matter of layout.
sub squeeze
{
    my ($s) = @_;
    $s =~ s/<[^>]*>//g;
    $s =~ s/&(#?\w+);/$letters{$1} \/\/ die "&$1;"/ge;
    $s =~ s/\s+//g;
    return $s;
}

# The view's article as [text, may be missing in the facts], line by line.
sub lines_of
{
    my ($html) = @_;
    my ($article) = $html =~ m{<article[^>]*>(.*)</article>}s or return;
    my ($within, @lines) = (0);

    $article =~ s{<header class="top">.*?</header>}{}s;
    $article =~ s{<a class="embed".*?</a>}{}sg;
    my $breaks = qr{(</?(?:p|pre|h[2-6]|ul|ol|li|dl|dt|dd|blockquote|br|hr
        |figure|figcaption|table|caption|tr|td|th|div)\b[^>]*>)}x;
    foreach my $piece (split $breaks, $article) {
        if ($piece =~ m{^<(/?)(?:figure|table)\b}) {
            $within += $1 ? -1 : 1;
        }
        elsif ($piece !~ /^$breaks/) {
            my $text = squeeze($piece);
            push @lines, [$text, $within] if $text ne '';
        }
    }
    return @lines;
}

# How many lines from $i on make up the paragraph, or 0.
sub match
{
    my ($lines, $i, $paragraph) = @_;
    my $text = '';

    for (my $k = $i; $k < @$lines; $k++) {
        $text .= $lines->[$k][0];
        return $k + 1 - $i if $text eq $paragraph;
        return 0 if index($paragraph, $text) != 0;
    }
    return 0;
}

# The first thing that one has and the other has not, or ''.
sub difference
{
    my ($lines, @paragraphs) = @_;
    my $i = 0;

    foreach my $p (@paragraphs) {
        my $n;
        until ($n = match($lines, $i, $p)) {
            return "the view lacks: $p" if $i == @$lines;
            return "the facts lack: $lines->[$i][0]" if !$lines->[$i][1];
            $i++;
        }
        $i += $n;
    }
    while ($i < @$lines) {
        return "the facts lack: $lines->[$i][0]" if !$lines->[$i][1];
        $i++;
    }
    return '';
}

# All that a reader of the view reads, from the headline on.
sub text_of_view
{
    my ($html) = @_;
    my ($headline) = $html =~ m{<h1>(.*?)</h1>}s;
    my ($article) = $html =~ m{<article[^>]*>(.*)</article>}s;

    $article =~ s{<header class="top">.*?</header>}{}s;
    $article =~ s{(<a class="embed"[^>]*>.*?)(?: \([^()]*\))?</a>}{$1}sg;
    $article =~ s{</?q>}{"}g;
    return squeeze($headline . $article);
}

my $scratch = tempdir(CLEANUP => 1);

sub text_of_markdown
{
    my ($markdown) = @_;

    $markdown =~ s/\A---\n.*?\n---\n//s;
    open my $out, '>:utf8', "$scratch/view.md" or die "$scratch: $!\n";
    print {$out} $markdown;
    close $out;
    my $html = slurp('-|', 'cmark-gfm', '-e', 'table', '-e', 'strikethrough',
        "$scratch/view.md");
    utf8::decode($html);
    return squeeze($html);
}

# Quotation marks stand for q, brackets for rp.
sub same_signs
{
    my ($s) = @_;
    $s =~ tr/\x{201C}\x{201D}/""/;
    return $s;
}

sub first_difference
{
    my ($x, $y) = @_;
    my $at = 0;
    $at++ while $at < length $x && substr($x, $at, 1) eq substr($y, $at, 1);
    my $from = $at > 20 ? $at - 20 : 0;
    return sprintf "at %d: %s | %s", $at, substr($x, $from, 60),
        substr($y, $from, 60);
}

# [name, file, options] of every page
sub cases
{
    my (@cases, %url);
    foreach my $dir (grep { -d } glob "$root/*") {
        my $facts = $json->decode(slurp('<', "$dir/facts.json"));
        push @cases, [basename($dir), "$dir/" . ($facts->{page} // 'in.html'),
            "--url=$facts->{url}",
            $facts->{charset} ? "--charset=$facts->{charset}" : ()];
    }
    my @pages = glob "$shared/eval/pages/" . ($ENV{NF_VIEWS} // 'rd-*');
    return @cases if !@pages || !-e $pages[0];
    my $gold = $json->decode(slurp('<', "$shared/eval/gold.json"));
    %url = map { ($_->{id} => $_->{url}) } @{ $gold->{cases} };
    foreach my $page (@pages) {
        my $name = basename($page, '.html.gz');
        push @cases, [$name, $page, $url{$name} ? "--url=$url{$name}" : ()];
    }
    return @cases;
}

binmode Test::More->builder->$_, ':utf8' foreach qw(output failure_output);
plan skip_all => 'no cmark-gfm here' if qx(cmark-gfm --version 2>&1) !~ /cmark/;
my %count;
foreach my $case (cases()) {
    my ($name, $file, @options) = @$case;
    if ($file =~ /\.gz$/) {
        open my $out, '>:raw', "$scratch/page.html" or die;
        print {$out} slurp('-|', 'gzip', '-dc', $file);
        close $out;
        $file = "$scratch/page.html";
    }
    my $html = view('reader', $file, @options);
    next if $html eq '';
    my $facts = $json->decode(view('json', $file, @options));
    my $headline = squeeze_plain($facts->{headline});
    my @lines = lines_of($html);
    my @paragraphs = map { squeeze_plain($_) }
        split /\n\n/, $facts->{articleBody};

    $count{pages}++;
    # the headline stands in its own place
    @paragraphs = grep { $_ ne $headline } @paragraphs
        if !grep { $_->[0] eq $headline } @lines;
    is(difference(\@lines, @paragraphs), '', "$name: reader view and facts");
    my $read = same_signs(text_of_view($html));
    my $marked = same_signs(
        text_of_markdown(view('markdown', $file, @options)));
    ok($read eq $marked, "$name: reader view and Markdown")
        || diag(first_difference($read, $marked));
}

sub squeeze_plain { return $_[0] =~ s/\s+//gr }

cmp_ok($count{pages} // 0, '>=', 30, 'pages compared');
done_testing();
