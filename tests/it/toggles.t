#!/usr/bin/perl
# NewsFilter On and Off in sections that lie inside each other: the inner one
# wins, whatever the outer one says, in all nine combinations; and .htaccess,
# <If> and virtual hosts.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my %words = (unset => '', on => 'NewsFilter On', off => 'NewsFilter Off');
my (%files, $conf, @cases);
foreach my $outer (sort keys %words) {
    foreach my $inner (sort keys %words) {
        my $dir = "$outer/$inner";
        $files{"$dir/n.html"} = $page;
        $conf .= "<Directory ROOT/htdocs/$outer>\n$words{$outer}\n"
            . "</Directory>\n<Location /$dir>\n$words{$inner}\n</Location>\n";
        push @cases, [$dir, ($inner eq 'unset' ? $outer : $inner) eq 'on'];
    }
}
$files{"ht/$_/n.html"} = $page foreach qw(on off lower);
$files{'ht/on/.htaccess'} = "NewsFilter On\n";
$files{'ht/off/.htaccess'} = "NewsFilter Off\n";
$files{'ht/lower/.htaccess'} = "NewsFilter On\nNewsFilterMaxSize 2K\n";
$files{'ht/raise/n.html'} = $page;
$files{'ht/raise/.htaccess'} = "NewsFilterMaxSize 64M\n";
$files{'barred/n.html'} = $page;
$files{'barred/.htaccess'} = "NewsFilter On\n";
$files{'if/n.html'} = $page;
$conf .= <<'CONF';
<Directory ROOT/htdocs/ht/off>
    NewsFilter On
</Directory>
<Directory ROOT/htdocs/ht/raise>
    NewsFilter On
    NewsFilterMaxSize 2K
</Directory>
<Directory ROOT/htdocs/barred>
    AllowOverride Options
</Directory>
<Directory ROOT/htdocs/if>
    NewsFilter On
    <If "%{QUERY_STRING} =~ /raw/">
        NewsFilter Off
    </If>
</Directory>
CONF
my $s = News::Server->new(files => \%files, conf => $conf);

foreach my $case (@cases) {
    my ($dir, $on) = @$case;
    my $a = $s->get("/$dir/n.html");
    is(defined jsonld_of($a->{body}) ? 'on' : 'off', $on ? 'on' : 'off',
        "outer/inner $dir");
}
sub on { return defined jsonld_of($s->get($_[0])->{body}) }
ok(on('/ht/on/n.html'), '.htaccess turns on');
ok(!on('/ht/off/n.html'), '.htaccess turns off');
ok(!on('/ht/lower/n.html'), '.htaccess lowers NewsFilterMaxSize');
ok(!on('/ht/raise/n.html'), '.htaccess cannot raise it');
is($s->get('/barred/n.html')->{status}, 500,
    'without AllowOverride FileInfo the directive is refused');
ok(on('/if/n.html'), '<If> that does not match');
ok(!on('/if/n.html?raw'), '<If> that matches');
$s->done;

my $vhosts = News::Server->new(files => {'n.html' => $page}, conf => <<'CONF');
NewsFilter On
<VirtualHost 127.0.0.1:PORT>
    ServerName inherits.example
</VirtualHost>
<VirtualHost 127.0.0.1:PORT>
    ServerName off.example
    NewsFilter Off
</VirtualHost>
<VirtualHost 127.0.0.1:PORT>
    ServerName small.example
    NewsFilterMaxSize 2K
</VirtualHost>
<VirtualHost 127.0.0.1:PORT>
    ServerName delay.example
    NewsFilterMaxDelay 1s
</VirtualHost>
CONF
my %want = (inherits => 1, off => 0, small => 0, delay => 1);
foreach my $name (sort keys %want) {
    my $a = $vhosts->get('/n.html', Host => "$name.example");
    is(defined jsonld_of($a->{body}) ? 1 : 0, $want{$name}, "vhost $name");
}
$vhosts->done;
done_testing();
