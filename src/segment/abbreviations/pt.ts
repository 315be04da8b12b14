import type { Language } from './language.ts'

export const pt: Language = {
  titles:
    'sr sra srs sras srta dr dra drs dras d prof profa profª exmo exma ilmo ilma rev pe eng engª arq gen cel maj ' +
    'cap ten sgt alm brig des min dep sen gov pres dir st sto sta p.ex ex aprox av r al trav rod pç pça jd cf ' +
    'vs máx mín apto dpto depto',
  numbered:
    'n nº n° no núm nr art arts pág págs p pp vol vols cap caps fig figs tel inc par § km jan fev mar abr mai jun ' +
    'jul ago set out nov dez séc',
  ambiguous: 'a.c d.c s.a ltda cia jr sr e.u.a eua u.s inc ltd co lda id obs v.exa mt',
  closing: 'etc a.m p.m',
  starters:
    'O A Os As Um Uma Uns Umas Ao Aos À Às Do Da Dos Das No Na Nos Nas Num Numa Ele Ela Eles Elas Eu Nós Você Vocês ' +
    'Este Esta Estes Estas Isto Esse Essa Esses Essas Isso Aquele Aquela Aquilo Seu Sua Seus Suas Meu Minha Mas E ' +
    'Ou Se Quando Enquanto Embora Porque Como Que Quem Qual Onde Por Para Em De Desde Até Com Sem Sobre Entre Após ' +
    'Antes Depois Durante Segundo Conforme Contra Também Além Ainda Já Agora Hoje Ontem Amanhã Não Sim Ninguém Nada ' +
    'Todo Todos Todas Tudo Muitos Muitas Vários Várias Alguns Algumas Outro Outra Outros Outras Cada Mais Menos Só ' +
    'Apenas Dois Duas Três Assim Então Porém Contudo Entretanto Portanto Pelo Pela Há Foi É São Era Está Aqui Ali Lá',
}
